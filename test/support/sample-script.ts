// A small complete script as somebody would write it, for whatever reads scripts.

/** Two languages, one loop that gives up, each kind of step but a sub-script. */
export const sampleScript = `# A kettle that does not boil.
slug: kettle
languages: [en, sv]
title: {en: The kettle stays cold, sv: Vattenkokaren förblir kall}
says: {en: It does not boil., sv: Den kokar inte.}
article: kettle
start: recall
steps:
  - name: recall
    check: known_outage
    why: {en: A recalled kettle is not tried., sv: En återkallad vattenkokare provas inte.}
    say: {en: I am looking whether it was recalled., sv: Jag ser efter om den är återkallad.}
    next: [{when: {is: [recall, yes]}, to: recalled}, {to: light}]
    otherwise: light
  - name: light
    ask: {en: Does its light shine?, sv: Lyser lampan?}
    why: {en: Without light it has no power., sv: Utan ljus har den ingen ström.}
    say: {en: Do you see a light on it?, sv: Ser du en lampa på den?}
    choices:
      - {name: shines, words: {en: It shines, sv: Den lyser}, to: litres}
      - {name: dark, words: {en: It is dark, sv: Den är mörk}}
    next: [{to: plug}]
    otherwise: plug
    fact: kettle.light
  - name: litres
    ask: {en: How much water is in it?, sv: Hur mycket vatten är i den?}
    why: {en: Below half a litre it does not start., sv: Under en halv liter startar den inte.}
    say: {en: How many litres are in it?, sv: Hur många liter är i den?}
    number: {least: 0, most: 2, unit: l}
    next: [{when: {below: [litres, 0.5]}, to: fill}, {to: broken}]
    otherwise: broken
  - name: fill
    tell: {en: Fill in at least half a litre., sv: Fyll på minst en halv liter.}
    to: plug
  - name: plug
    do: {en: Have it plugged in elsewhere., sv: Låt kunden prova ett annat uttag.}
    why: {en: It parts the socket from the kettle., sv: Det skiljer uttaget från kokaren.}
    say: {en: Please try another socket., sv: Prova ett annat uttag.}
    expect: {en: The light shines., sv: Lampan lyser.}
    worked: boils
    failed: plug
    otherwise: broken
    tries: {most: 2, spent: broken}
    safety: {en: Not with wet hands., sv: Inte med våta händer.}
  - name: boils
    end: solved
    say: {en: Good., sv: Bra.}
    fixed: {en: Another socket, sv: Ett annat uttag}
  - name: broken
    end: hand_off
    toLevel: 2
    question: {en: Is the heater gone?, sv: Är värmaren trasig?}
    say: {en: My colleagues go on., sv: Mina kollegor tar över.}
  - name: recalled
    end: article
    article: recall
    say: {en: It was recalled., sv: Den är återkallad.}
`
