// The kit: what part for what. Import the files themselves (`#web/kit/button.tsx`); there is no barrel, so that a
// screen loads only what it shows. What a part decides lies in the plain .ts beside it.
//
// Text     Words come from `useSay()` (#web/words.ts): say('area.key', { n }). Times from <TimeText at> / <TimeShort at>
//          (time-text.tsx); strings from times.ts with `useWords()`. Global text classes (styles/ground.css):
//          xs sm lead soft faint num end row apart away sr; data-clamp (one line) or data-clamp="2" may cut text, nothing else.
// Voices   <Said lang> serif: what a person said · plain text: what we did · <Machine>/<Log lines> mono: what a machine recorded (voices.tsx)
// Signs    <Glyph name> (glyph.tsx, names in glyphs.ts) · <LevelSlots level> · <SeverityMark severity> · <ClaimTag verdict> <Tag kind> (tag.tsx)
//          <ClockCell owed={{ dueAt, kind, fromAt, ended }} under> ticks by itself (clock.tsx) · <ChannelGlyph channel> (channel.tsx)
// Acts     <Button kind="main|plain|quiet|stop" keys="mod+enter" offWhy="…"> <IconButton glyph label> <LinkButton to> (button.tsx)
//          <KeyHint keys> · <Acts><Act onPress keys first></Acts> ruled lines of a panel (acts.tsx) · <Menu label items> (menu.tsx)
//          Deeds that can be taken back never ask: toast({ text, undo }) (toast.ts). <Pill onRemove> a filter (pill.tsx)
// Forms    <TextField> <TextArea> <SelectField> <Check> <Choices> label, hint, error, needed (field.tsx, check.tsx)
//          <Slot label value options onChange> a value inside a sentence; <SlotButton> (slot.tsx) · <FormRow label stand> (form-row.tsx)
//          <ErrorSummary errors> takes the focus (field.tsx). ⌘/Ctrl+Enter presses the main button of the form or sheet in focus.
// Floating <Sheet open onClose title foot> large, <Dialog …> small, both trap focus and return it (sheet.tsx) · useKeys inside is theirs alone
// Frames   <ScreenBar title note>…</ScreenBar> <Split columns> <SideList label items> <Panel label><PanelPart title> <Foot> (layout.tsx)
//          <Strip glyph kind> a line under the bar (strip.tsx) · usePanes() says 'one' | 'two' | 'three' panes (panes.ts)
// Ledger   <Ledger> <DayRule at> <Entry id at kind by out team now stand>…</Entry> <Sides> (entry.tsx) · <HandOffSteps> (steps.tsx)
// Case     <Facts><Fact label small>…</Facts> (facts.tsx) · <Composer audience="customer|team" …> (composer.tsx)
//          <Presence who> eye and pen with names · <AgentDot> (presence.tsx)
// Queue    <CaseTable …> real table with roving tabindex and j/k; <CaseRow> (case-table.tsx), <MiniList> beside a case (mini-list.tsx)
// States   <Loading rows> (nothing for 150 ms) · <Empty> · <Failed onRetry> · <Denied> · <OldData at> (states.tsx); `useAfter(ms)`.
//          One <ScreenState query> picks among them from a React Query result (screen-state.tsx).
// Ears     announce(text) polite, alarm(text) at once (live-region.ts) · <Progress done of label> (progress.tsx)
// Keys     useKeys({ j: run, 'g q': run, 'shift+j': { does: say('…'), run } }, 'screen') (use-keys.ts) · useActs([...]) feeds the palette (acts-registry.ts)
// Server   get/post (#web/api/client.ts), useDeed(caseId, 'note.add') (#web/api/deeds.ts), useSession() (#web/api/session.ts),
//          refusalText(thrown, say) (#web/api/refusal-text.ts) makes the sentence for whatever a write threw.
// Live     useOnline(), useLine(), usePresence(caseId, me), useCaseEvents(hear) (#web/live/use-live.ts): kept answers under
//          keys.queues, keys.case(...) and keys.board (#web/api/query.ts) are renewed by themselves;
//          setUnsent(part, n) (#web/live/unsent.ts) counts in the line that says there is no connection.
// Shell    rememberCase({ number, subject, customerName }) feeds the palette (#web/shell/recent.ts);
//          onSignOut(forget) for what a screen keeps on this browser (#web/shell/sign-out.ts).
export type { ClockKind, ClockState, Owed } from './clock.ts'
export type { GlyphName } from './glyphs.ts'
