// What each table of the database is: a ledger, a view of ledgers that `tierline rebuild` writes anew, or
// data of its own, which nothing else says. Not: what is personal in it (docs/erasure-map.md).

/** `view`: it can be lost, and is written from the ledgers again. */
export type TableKind = 'ledger' | 'view' | 'own'

const ledgers = ['event', 'text', 'matter_fact', 'matter_text', 'escalation_fact']
/**
 * Of `walk_told` what is of cases; of `case_card` all but the number of a case and the end of its chain; of
 * `goodwill` all but what is under way; of `satisfaction_asked` nothing that is later than a fact.
 */
const views = [
  ...['case_card', 'searchable', 'walk_told', 'walk_course', 'goodwill', 'satisfaction_asked'],
  ...['matter', 'escalation', 'measured_day', 'measured_sum'],
]
const own = [
  // What is set, and who is there.
  ...[
    'address',
    'agent',
    'agent_knowing',
    'api_token',
    'article',
    'calendar',
    'call_goal',
    'contract',
    'cost_version',
    'customer',
  ],
  ...['desk_setting', 'goodwill_rules', 'invitation', 'level_setting', 'mail_sender', 'mail_template'],
  ...['mailbox', 'note_template', 'organisation', 'outage', 'policy', 'product', 'ready_reply'],
  ...['registration', 'script', 'script_draft', 'script_order_dismissed', 'script_owner', 'script_picture'],
  ...['script_suggestion', 'script_version', 'setup_link', 'signing_domain', 'signing_key', 'skill'],
  ...['supplier', 'team', 'team_member', 'tracker', 'waiver', 'wall', 'wanted_list'],
  // What a row of another table is found by.
  ...['customer_phone', 'customer_word'],
  // Recorded once, and never read from anything else again.
  ...['audit', 'overload', 'staffed_day'],
  // What somebody said, read, keeps or dismissed for himself.
  ...['annoyance', 'case_follow', 'coach_word', 'conduct_use', 'draft', 'known_unfit', 'live_turn', 'notice'],
  ...['seen', 'session', 'suggestion_dismissed'],
  // What came from outside, what is on its way there, and what was done under which key.
  ...[
    'address_failure',
    'aside_mail',
    'answer',
    'automatic_mail',
    'blob',
    'blob_use',
    'effect',
    'follow_link',
  ],
  ...['inspection', 'intake', 'mail_destination', 'mail_flood', 'mailbox_folder', 'mailbox_mail'],
  ...['mailbox_state', 'matter_news', 'reply_token', 'sent_mail', 'suppression', 'tracker_call'],
  ...['tracker_delivery', 'unreadable_mail'],
]

const all = { ledger: ledgers, view: views, own } satisfies Record<TableKind, readonly string[]>

/** Of each table what it is. */
export const tableKinds: Readonly<Record<string, TableKind>> = Object.fromEntries(
  Object.entries(all).flatMap(([kind, names]) => names.map(name => [name, kind as TableKind])),
)
export const viewTables: readonly string[] = views
