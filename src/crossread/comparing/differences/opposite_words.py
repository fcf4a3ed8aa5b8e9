"""Opposites as a table: a row has the words of one pole, a bar, and the words of the other.

Data alone; `opposites` reads it. The words are English and stand for concepts of the lexicon, so one
table serves all languages. It was written from knowledge of the language. Left out are words that can
both be true of one thing ("buys", "sells"; "arrived", "left"; "begins", "ends"; "more", "less").
`~` marks rows of two rivals: where one wins, the other loses.
"""

TABLE = """
survive alive recover recovery | die dead death perish kill deceased
rescue save | drown perish die
rise increase grow climb surge soar growth jump | fall decrease decline drop shrink plunge plummet slump dwindle sink
raise increase hike | cut reduce lower slash reduction
strengthen reinforce strong | weaken weak
tighten | loosen relax ease
accelerate hasten | slow delay brake
expand enlarge | shrink reduce downsize
lengthen | shorten
improve improvement | worsen deteriorate deterioration
better | worse
accept approve adopt endorse ratify uphold grant approval ratification pass | reject refuse veto defeat disapprove dismiss rejection refusal
support favor favour endorse | oppose reject opposition resist
agree agreement | disagree disagreement
confirm admit acknowledge concede confess | deny refute denial retract
welcome praise hail applaud | criticize condemn denounce criticise criticism
reverse overturn annul quash | uphold confirm
open reopen opening | close shut closed closure halt
legal lawful legalize legitimate | illegal unlawful illegitimate
constitutional | unconstitutional
valid | invalid
convict guilty convicted condemn conviction | acquit exonerate innocent absolve acquittal
allow permit authorize legalize approve permission | ban forbid prohibit outlaw prohibition
allow enable permit | prevent block obstruct hinder
keep retain preserve maintain | abolish scrap remove eliminate abandon
keep retain | lose
introduce impose establish | abolish lift repeal
extend prolong renew | lift end shorten curtail terminate
continue persist proceed | stop end cease finish terminate halt suspend discontinue cancel abandon
pursue | abandon renounce
resume restart | suspend halt interrupt stop closed
postpone cancel | begin start
detain imprison arrest jail custody prison detention incarcerate | free release liberate freedom
win victory triumph | lose defeat loss ~
stay remain | resign resignation
join | leave quit withdraw
hire recruit appoint employ | sack
promote promotion | demote relegate relegation
sign | rescind terminate annul
build construct erect | demolish destroy dismantle demolition
attend participate | skip boycott absent miss
succeed success successful | fail failure unsuccessful
true truth | false untrue
safe | dangerous unsafe risky
peaceful | violent
friendly | hostile
reveal disclose publish | withhold conceal hide
positive | negative
optimistic | pessimistic
healthy | sick ill
intact undamaged unharmed unhurt uninjured unscathed | damaged destroyed injured wounded
spare | destroy
full | empty
complete | incomplete
temporary temporarily provisional | permanent permanently definitive
solved | unsolved
unanimous | divided
unite merge | divide split separate
merger | separation split
voluntary | compulsory mandatory obligatory
optional | compulsory mandatory obligatory
appear | disappear vanish
find found locate | missing
include | exclude
encourage | discourage deter
visible | invisible
known | unknown
stable | unstable critical
profit | loss
surplus | deficit
upgrade | downgrade
cheap | expensive costly
simplify | complicate
respect observe comply obey | violate breach disobey violation
pay disburse | withhold freeze
shoot | hold-fire
arrest capture | fugitive
proceed | postpone
agreement deal accord | deadlock breakdown impasse
identify identified | unidentified anonymous
restore | disrupt
hurt injure wound | unharmed unhurt uninjured unscathed
respect comply | infringe
guarantee | jeopardize
receive |
appeal |
know |
warn alert |
steal |
compensate |
layoff |
suspect |
trust confidence | distrust mistrust
armed | unarmed
send deploy | withdraw
possible | impossible
probable likely | unlikely improbable
able capable | unable incapable
satisfied | dissatisfied disappointed discontented
deliberate intentional arson intentionally deliberately | accidental accident unintentional accidentally
suicide | murder homicide
solvent | bankrupt insolvent
freeze | unfreeze thaw
nationalize | privatize
escalate intensify | ease de-escalate subside abate
extinguish | spread rage
serious severe grave seriously severely | slight minor slightly lightly
loyal | disloyal
honest | dishonest
effective | ineffective
useful | useless
necessary | unnecessary
sufficient enough | insufficient
adequate | inadequate
popular | unpopular
fair just | unfair unjust
reliable | unreliable
responsible | irresponsible
dependent | independent
conscious | unconscious
sober | drunk
employed | unemployed
vaccinated | unvaccinated
drinkable | undrinkable
majority | minority
ally | enemy
landing | crash
hot | cold
rainy wet | dry
calm quiet silent | loud noisy
"""

SAYING = "say tell write report announce"
"""Words that introduce what is said: what means the same stands at no pole."""
