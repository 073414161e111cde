"""Gives pronouns their antecedents: he and she by gender and nearness, they and it by number, we by the speaker."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from communique.annotation.actors.drafting import Draft, Drafts, Spot

if TYPE_CHECKING:
    from communique.annotation.actors.identity import Identity
    from communique.annotation.tokens import Parse
    from communique.words import Quote, Token

__all__ = ["Pronouns"]

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_I = frozenset({"i", "me", "my", "mine", "myself"})
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_REACH = 6
"""Sentences back in which an antecedent is looked for."""
_MOST = 80
"""Mentions that are weighed for one pronoun."""


class Pronouns:
    """Resolves the pronouns of one article, in text order, after names and descriptions."""

    def __init__(self, parse: Parse, drafts: Drafts, identity: Identity, quotes: tuple[Quote, ...]) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.drafts = drafts
        self.identity = identity
        self.quotes = sorted((q for q in quotes if q.form != "indirect"), key=lambda q: (q.start, q.end))
        self.starts = [q.start for q in self.quotes]
        self.heading = [
            parse.article.blocks[s.block].kind in ("headline", "deck", "subhead", "caption") for s in parse.sentences
        ]

    def place_all(self) -> None:
        """Mark every pronoun that has an antecedent; those of the speaker after all others."""
        later: list[Token] = []
        for t in self.tokens:
            if t.tag not in ("PRP", "PRP$"):
                continue
            word = t.text.lower()
            if word in _HE or word in _SHE:
                actor = self._person(t, "m" if word in _HE else "f")
                if actor is not None:
                    self._mark(t, [actor], "pronoun:person")
            elif word in _THEY:
                self._mark(t, self._they(t), "pronoun:they")
            elif word in _IT:
                actor = self._it(t)
                if actor is not None:
                    self._mark(t, [actor], "pronoun:it")
            elif word in _WE or (word in _I and t.text != "US"):
                later.append(t)
        for t in later:
            self._speakers(t)

    def _mark(self, t: Token, actors: list[int], rule: str) -> None:
        for actor in actors:
            spot = Spot(t.i, t.i + 1, actor, "pronoun", rule=rule)
            self.drafts.mention(spot)

    def quote_at(self, offset: int) -> Quote | None:
        """Return the quotation (direct or partial) that holds a code point."""
        at = bisect_right(self.starts, offset) - 1
        for k in range(at, max(-1, at - 3), -1):
            if self.quotes[k].start <= offset < self.quotes[k].end:
                return self.quotes[k]
        return None

    def _candidates(self, t: Token) -> list[tuple[int, Spot]]:
        """Return the mentions before a pronoun, with the distance in sentences, the nearest sentence first."""
        found: list[tuple[int, Spot]] = []
        for s in self.drafts.before(t.i, _REACH + 1, _MOST):
            number = self.tokens[s.first].sentence
            if self.heading[number] == self.heading[t.sentence]:
                found.append((t.sentence - number, s))
        return found

    def _is_subject(self, spot: Spot) -> bool:
        return self.tokens[self.drafts.head(spot.first, spot.last)].dep in ("nsubj", "nsubjpass", "agent")

    def _person(self, t: Token, gender: str) -> int | None:
        quote = self.quote_at(t.start)
        scores: dict[int, float] = {}
        clash = self._own_subject(t)
        for back, s in self._candidates(t):
            draft = self.drafts.actors[s.actor]
            if draft.type != "person" or draft.gender not in (None, gender) or s.actor == clash:
                continue
            inside = self.quote_at(self.tokens[s.first].start)
            score = -3.0 * back
            head = self.tokens[self.drafts.head(s.first, s.last)]
            if self._is_subject(s):
                score += 3 if head.dep == "nsubj" else 2
            elif head.dep in ("poss", "pobj", "compound"):
                score -= 1
            if draft.gender == gender:
                score += 1.5
            if (inside is None) != (quote is None):
                score -= 3
            if s.form == "pronoun":
                score += 1
            if not draft.named:
                score -= 0.5
            score += 0.2 * (s.first - self.parse.sentences[head.sentence].first) / 40 if back else 0.0
            # the speaker cannot call himself "he" inside his own words
            if quote is not None and self._speaks(quote, s.actor):
                score -= 6
            scores[s.actor] = max(scores.get(s.actor, -99.0), score)
            if draft.gender is None and s.form == "pronoun":
                draft.gender = gender  # type: ignore[assignment]
        if not scores:
            return self._later_person(t, gender)
        return max(sorted(scores), key=lambda a: scores[a])

    def _speaks(self, quote: Quote, actor: int) -> bool:
        if quote.speaker_start is None or quote.speaker_end is None:
            return False
        inside = self.parse.tokens_between(quote.speaker_start, quote.speaker_end)
        return bool(inside) and any(s.actor == actor for s in self.drafts.within(inside[0].i, inside[-1].i + 1))

    def _own_subject(self, t: Token) -> int | None:
        """Return the actor that is the subject of the verb whose object the pronoun is: never its antecedent."""
        if t.dep not in ("dobj", "dative", "pobj") or t.text.lower().endswith("self"):
            return None
        verb = self.tokens[t.head]
        if t.dep == "pobj":
            verb = self.tokens[verb.head]
        for s in self.drafts.before(t.i, 1, _MOST):
            head = self.tokens[self.drafts.head(s.first, s.last)]
            if head.dep == "nsubj" and head.head == verb.i:
                return s.actor
        return None

    def _later_person(self, t: Token, gender: str) -> int | None:
        """Return the person named later in the sentence: "In his speech, President Ruto ..."."""
        beside = self.drafts.by_sentence.get(t.sentence, [])
        at = bisect_right(beside, t.i, key=lambda s: s.first)
        for s in beside[at : at + _MOST]:
            draft = self.drafts.actors[s.actor]
            if s.first > t.i and draft.type == "person" and draft.gender in (None, gender) and self._is_subject(s):
                return s.actor
        return None

    def _they(self, t: Token) -> list[int]:
        """Return the several, or the group, that "they" means: the nearest plural subject, else the nearest pair."""
        best: list[int] = []
        score = -99.0
        clash = self._own_subject(t)
        quote = self.quote_at(t.start)
        for back in range(3):
            number = t.sentence - back
            if number < 0 or self.heading[number] != self.heading[t.sentence]:
                continue
            end = t.i if back == 0 else self.parse.sentences[number].last
            near = reversed(list(self.drafts.before(end, 2, _MOST)))
            spots = [s for s in near if s.form != "demonym" and self.tokens[s.first].sentence == number]
            for s, group in self._plurals(spots):
                if clash in group:
                    continue
                apart = (self.quote_at(self.tokens[s.first].start) is None) != (quote is None)
                value = -2.0 * back + (2 if self._is_subject(s) else 0) - (2 if apart else 0) + s.first / 1e6
                if value > score:
                    best, score = group, value
        return best

    def _plurals(self, spots: list[Spot]) -> list[tuple[Spot, list[int]]]:
        found: list[tuple[Spot, list[int]]] = []
        heads = {self.drafts.head(s.first, s.last): s for s in spots}
        for s in spots:
            head = self.tokens[self.drafts.head(s.first, s.last)]
            same = [o.actor for o in spots if (o.first, o.last) == (s.first, s.last)]
            if len(same) > 1:
                found.append((s, list(dict.fromkeys(same))))
            elif self.drafts.actors[s.actor].type == "group" or head.tag in ("NNS", "NNPS"):
                found.append((s, [s.actor]))
            joined = [s.actor]
            for i in sorted(heads):
                walk = self.tokens[i]
                for _ in range(6):
                    if walk.dep != "conj":
                        break
                    walk = self.tokens[walk.head]
                    if walk.i == head.i:
                        joined.append(heads[i].actor)
                        break
            distinct = list(dict.fromkeys(joined))
            if len(distinct) > 1:
                found.append((s, distinct))
        return found

    def _it(self, t: Token) -> int | None:
        """Return the organisation or state that "it" means: a subject of this or the last sentence."""
        if t.text.lower() == "it" and t.dep in ("nsubj", "nsubjpass", "expl") and self._empty(t):
            return None
        best: tuple[float, int] | None = None
        for back, s in self._candidates(t):
            if back > 1 or (back == 1 and self._apart(t, s)):
                break
            draft = self.drafts.actors[s.actor]
            if draft.type == "person" or s.form == "demonym" or (draft.type == "group" and not draft.named):
                continue
            possessor = self.tokens[self.drafts.head(s.first, s.last)].dep == "poss"
            if not self._is_subject(s) and not (t.text.lower() == "its" and back == 0) and not possessor:
                continue
            score = (
                (2.0 if self._is_subject(s) else 0.0)
                - 1.5 * back
                + s.first / 1e6
                + (0.5 if s.form == "pronoun" else 0.0)
            )
            if best is None or score > best[0]:
                best = (score, s.actor)
        return best[1] if best is not None else None

    def _apart(self, t: Token, spot: Spot) -> bool:
        """Return whether a mention stands in another paragraph than the pronoun."""
        sentences = self.parse.sentences
        return sentences[t.sentence].block != sentences[self.tokens[spot.first].sentence].block

    def _empty(self, t: Token) -> bool:
        """Return whether "it" stands for nobody: "it is important that", "it remains to be seen"."""
        verb = self.tokens[t.head]
        end = min(len(self.tokens), verb.i + 8)
        return verb.lemma in ("be", "seem", "appear", "remain", "take", "rain", "happen", "turn") and any(
            x.dep in ("acomp", "attr", "ccomp", "advcl", "xcomp") and x.head == verb.i for x in self.tokens[t.i : end]
        )

    def _speakers(self, t: Token) -> None:
        """Give "we" to the side of the one who speaks and "I" to the speaker."""
        quote = self.quote_at(t.start)
        if quote is None or quote.speaker_start is None or quote.speaker_end is None:
            return
        inside = self.parse.tokens_between(quote.speaker_start, quote.speaker_end)
        if not inside:
            return
        spots = self.drafts.covering(inside[0].i, inside[-1].i + 1) or [
            s for s in self.drafts.within(inside[0].i, inside[-1].i + 1) if s.form != "demonym"
        ]
        if not spots:
            return
        speaker = spots[-1].actor
        draft: Draft = self.drafts.actors[speaker]
        if t.text.lower() in _WE:
            side = self._side(draft.side)
            self._mark(t, [side if side is not None else speaker], "pronoun:we")
        else:
            self._mark(t, [speaker], "pronoun:i")

    def _side(self, side: str | None) -> int | None:
        """Return the actor for which somebody speaks: the state of a code, or the group of that name."""
        if side is None:
            return None
        state = self.identity.state(side)
        if state is not None:
            return state
        return next(
            (n for n, d in enumerate(self.drafts.actors) if d.named and d.type == "group" and d.name == side), None
        )
