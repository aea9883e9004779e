-- The columns derived from a card were generated ones: PostgreSQL parses the expression of each anew in every statement
-- that writes, a fifth of a lone append. The append itself now derives them (store/postgres/card-columns.ts), still in
-- the database and from the card alone; what lies here is right already and keeps its value.
alter table case_card
  alter column phase drop expression,
  alter column level drop expression,
  alter column team drop expression,
  alter column worker drop expression,
  alter column contact drop expression,
  alter column offer_team drop expression,
  alter column offer_agent drop expression,
  alter column customer drop expression,
  alter column organisation drop expression,
  alter column is_waiting drop expression,
  alter column due_at drop expression,
  alter column opened_at drop expression,
  alter column clock_key drop expression,
  alter column severity drop expression,
  alter column solved_at drop expression,
  alter column solved_level drop expression,
  alter column needs_person drop expression;
