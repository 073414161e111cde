"""The two adversaries of an article, and those who bring them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.coding.scene.memory import remembered

if TYPE_CHECKING:
    from communique.coding.scene.scene import Scene

__all__ = ["adversaries", "land_of_rebels", "maker_actors", "mentions_by_country"]

_BROKER_WORDS = frozenset("broker mediate host facilitate sponsor oversee chair convene moderate guarantee".split())
_BROKERED = frozenset("brokered mediated sponsored hosted facilitated chaired moderated convened".split())
_BROKER_NOUNS = frozenset("mediator broker host sponsor guarantor facilitator observer".split())
_BROKER_DEEDS = frozenset({"mediation", "auspices", "sponsorship"})
_PASSING = 4
"""A side named so many times less often than the first is spoken of in passing; one time less where rebels fight at home."""
_INSURGENTS = frozenset("rebel guerrilla insurgent separatist faction opposition secessionist".split())
_FEW = 2
_UNEVEN = 2.5
"""A second state named so many times less often is an adversary only where the article names the two together."""


def mentions_by_country(scene: Scene, *, alone: bool = False) -> dict[str, int]:
    """Return how often the article names each of its states and their people, brokers left out; with `alone` "both sides" too."""
    third = maker_actors(scene)
    both = _meant_together(scene) if alone else set()
    count: dict[str, int] = {}
    for m in scene.analysis.mentions:
        country = scene.actor(m.actor).country
        if country and country in scene.states and m.actor not in third and (m.start, m.end) not in both:
            count[country] = count.get(country, 0) + 1
    return count


def _meant_together(scene: Scene) -> set[tuple[int, int]]:
    """The words that stand for two or more at once ("both sides", "their"): who they are was guessed from those named before."""
    seen: dict[tuple[int, int], int] = {}
    for m in scene.analysis.mentions:
        if m.form in ("nominal", "pronoun"):
            seen[m.start, m.end] = seen.get((m.start, m.end), 0) + 1
    return {span for span, n in seen.items() if n > 1}


def _named_together(scene: Scene, one: str, other: str) -> bool:
    """Whether "and" joins the two states or their people anywhere in the article."""
    heads: dict[int, set[str]] = {}
    both = _meant_together(scene)
    for m in scene.analysis.mentions:
        country = scene.actor(m.actor).country
        if country in (one, other) and (m.start, m.end) not in both:
            heads.setdefault(m.head, set()).add(country)
    chains = ([i, *scene.graph.conjuncts(i)] for i in heads)
    return any({c for k in chain for c in heads.get(k, ())} == {one, other} for chain in chains)


def land_of_rebels(scene: Scene) -> str | None:
    """Return the country whose rebels or opposition an article much about such tells of, where another country is only named more often."""
    rebels = [t.i for t in scene.tokens if t.lemma.lower() in _INSURGENTS]
    if len(rebels) <= 2 * _FEW:
        return None
    count = mentions_by_country(scene, alone=True)
    near: dict[str, int] = {}
    for i in rebels:
        # "the Tajik opposition", "Tajikistan's government and the rebels"
        beside = [k for k in scene.graph.conjuncts(scene.graph.chain_start(i)) if k <= i]
        owners = [a for k in beside for a in scene.modifier_actors(k)]
        for country in {c for a in owners if (c := scene.actor(a).country) in count}:
            near[country] = near.get(country, 0) + 1
    if not near:
        return None
    first = max(sorted(near), key=lambda c: (near[c], count[c]))
    return first if 3 * count[first] >= max(count.values()) else None


@remembered
def maker_actors(scene: Scene) -> set[int]:
    """The actors that the article shows as brokers, hosts or mediators anywhere."""
    g = scene.graph
    out: set[int] = set()
    for i in g.with_lemma(_BROKER_WORDS | _BROKER_NOUNS | _BROKER_DEEDS):
        t, lemma = scene.tokens[i], g.lemmas[i]
        if lemma in _BROKER_WORDS and t.pos == "VERB":
            doers = [*g.prep_objects(t.i, "by"), *(g.subjects(t.i) if not g.is_passive(t.i) else [])]
            # "Mbeki, the South African president, who mediates": the clause hangs on the apposition
            doers += [scene.tokens[o].head for o in doers if scene.tokens[o].dep == "appos"]
            out.update(a for o in doers for a in scene.actors_at(o))
        elif lemma in _BROKER_NOUNS and t.pos == "NOUN":
            verb = t.head
            if t.dep in ("attr", "appos") and t.head != t.i:
                out.update(a for o in ([verb] if g.is_noun(verb) else g.subjects(verb)) for a in scene.actors_at(o))
            out.update(a for k in g.kids(t.i, "appos") for a in scene.actors_at(k))
            if lemma in ("mediator", "facilitator"):
                # "Norwegian mediators", "through Omani mediators"
                out.update(a for k in g.kids(t.i, "amod") for a in scene.named_by(k))
        elif lemma in _BROKER_DEEDS:
            out.update(a for k in g.modifiers(t.i) for a in scene.actors_before(k))
    out.update(a for i, deed in scene.makers_before.items() if deed in _BROKERED for a in scene.named_by(i))
    return out


def adversaries(scene: Scene) -> tuple[int, ...]:
    """The two sides named most, counting what stands "between" them twice; mediators, bodies of states and places left out."""
    analysis = scene.analysis
    if scene.case is not None and len(scene.case.parties) > 1:
        named = [
            n
            for p in scene.case.parties
            for n, a in enumerate(analysis.actors)
            if p in (a.name, a.country, a.side, *a.aliases) and a.type != "person"
        ]
        sides = {scene.side(n): n for n in reversed(named)}
        if len(sides) > 1:
            return tuple(sorted(sides.values(), key=named.index))[:2]
    third = maker_actors(scene)
    weight: dict[str, int] = {}
    best: dict[str, int] = {}
    brokers = {scene.side(a) for a in third if scene.actor(a).sector not in ("REB", "UAF")}
    for m in analysis.mentions:
        a = analysis.actors[m.actor]
        side = scene.side(m.actor)
        state_or_group = a.type == "state" or (
            a.named and a.type in ("group", "organisation") and a.side and a.side not in scene.states
        )
        if (
            side in brokers
            or not (scene.country(m.actor) or state_or_group)
            or (a.country in ("UNO", "IGO", "EUR", "NGO", "IMG", "MNC"))
        ):
            continue
        if side not in scene.states and not (a.side and a.sector in ("REB", "UAF", "MIL", "PTY", "OPP", "GOV")):
            continue
        weight[side] = weight.get(side, 0) + (0 if m.form == "pronoun" else 1)
        if state_or_group or side not in best:
            best[side] = m.actor if state_or_group or side not in best else best[side]
    ranked = sorted(weight, key=lambda s: (-weight[s], s))
    if len(ranked) < 2 or weight[ranked[1]] < 2:
        return ()
    inner = ranked[1] in scene.states and sum(t.lemma.lower() in _INSURGENTS for t in scene.tokens) > _FEW
    if (_PASSING - inner) * weight[ranked[1]] < weight[ranked[0]]:
        return ()
    two_states = ranked[0] in scene.states and ranked[1] in scene.states
    uneven = _UNEVEN * weight[ranked[1]] < weight[ranked[0]] or land_of_rebels(scene) in ranked[:2]
    if two_states and uneven and not _named_together(scene, *ranked[:2]):
        # "the talks in Addis Ababa, Ethiopia": a second state, but nobody's adversary
        return ()
    return tuple(scene.states.get(s, best[s]) for s in ranked[:2])
