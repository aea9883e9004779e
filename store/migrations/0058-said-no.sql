-- What customers said to what was proposed to them is looked up when something is to be proposed again.
create index event_proposal_answered on event (case_id) where type = 'proposal.answered';
