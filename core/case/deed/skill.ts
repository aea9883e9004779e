// Skills that one case needs because somebody says so, beside those its product and kind need. Not: who has
// them, nor who is given the case (people/routing.ts).
import { type Deciders, type Evolver, fact } from '#core/case/deed/deed.ts'
import type { SkillId } from '#core/kit/id.ts'
import { refuse } from '#core/kit/refusal.ts'
import type { TextRef } from '#core/kit/text-ref.ts'

type Named = { skill: SkillId; because: TextRef }
export type SkillCommands = { 'skill.need': Named; 'skill.release': Named }

export const skillDeciders: Deciders<SkillCommands> = {
  'skill.need': ({ skills = [] }, { skill, because }, wish) => {
    if (!wish.setting.desk.skills?.[skill]?.active) return refuse('skill.not_found')
    return skills.includes(skill) ? [] : [fact(wish, 'skill.needed', { skill, because })]
  },
  'skill.release': ({ skills = [] }, { skill, because }, wish) =>
    skills.includes(skill) ? [fact(wish, 'skill.released', { skill, because })] : [],
}

export const skillNeeded: Evolver<'skill.needed'> = (state, { skill }) => ({
  ...state,
  skills: [...(state.skills ?? []), skill],
})
export const skillReleased: Evolver<'skill.released'> = (state, { skill }) => ({
  ...state,
  skills: (state.skills ?? []).filter(one => one !== skill),
})
