"""Finds the two or three whom "both sides", "the two leaders" or "the three countries" mean."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.annotation.actors.drafting import Drafts, Spot
    from communique.annotation.tokens import Parse

__all__ = ["Pairs"]

_NEAR = 2
"""Sentences back in which a pair named together is taken before the pair that the article is about."""
_REACH = 40
_ANYBODY = frozenset({"leaders", "pair", "duo", "officials", "heads", "counterparts", "negotiators", "diplomats"})


class Pairs:
    """Looks back over the mentions of one article. `parties` are the actors that the case follows, if they are here."""

    def __init__(self, parse: Parse, drafts: Drafts, parties: tuple[int, ...] = ()) -> None:
        self.parse = parse
        self.drafts = drafts
        self.parties = parties

    def states_before(self, token: int, size: int) -> list[int]:
        """Return the `size` parties meant before a token, in the order of their mention; empty where none fit.

        A sentence close by that names just so many, or joins them by "and", goes first; then the case's parties; then
        those of whom the article has spoken most.
        """
        spots = [s for s in self.drafts.before(token, _REACH) if self._is_party(s.actor)][::-1]
        here = self.parse.tokens[token].sentence
        for demonyms in (False, True):
            close = [s for s in spots if here - self._sentence(s) <= _NEAR and (demonyms or s.form != "demonym")]
            found = self._together(close, size)
            if found:
                return found
        present = {s.actor for s in spots}
        if len(self.parties) == size and present.issuperset(self.parties):
            return list(self.parties)
        counts = Counter(s.actor for s in spots)
        if len(counts) < size:
            return []
        first = {s.actor: s.first for s in reversed(spots)}
        most = sorted(counts, key=lambda a: (-counts[a], first[a]))[:size]
        return sorted(most, key=lambda a: first[a])

    def persons_before(self, token: int, size: int, word: str, country: str | None = None) -> list[int]:
        """Return the persons meant before a token: the last that one sentence names together, else the last named.

        `word` is the plural in the text: generals are soldiers, presidents and envoys bear that title, men are men.
        """
        near = self.drafts.before(token, _REACH)
        spots = [s for s in near if self._is_person(s.actor, country) and self._is_called(s.actor, word)][::-1]
        found = self._together(spots, size)
        if found:
            return found
        recent = list(dict.fromkeys(s.actor for s in reversed(spots)))[:size]
        return recent[::-1] if len(recent) == size else []

    def _sentence(self, spot: Spot) -> int:
        return self.parse.tokens[spot.first].sentence

    def _is_party(self, actor: int) -> bool:
        draft = self.drafts.actors[actor]
        if draft.type == "state":
            return True
        return draft.named and draft.type in ("group", "organisation") and draft.sector in ("REB", "PRM")

    def _is_person(self, actor: int, country: str | None) -> bool:
        draft = self.drafts.actors[actor]
        return draft.type == "person" and draft.named and (country is None or draft.country == country)

    def _is_called(self, actor: int, word: str) -> bool:
        draft = self.drafts.actors[actor]
        if word == "men":
            return draft.gender != "f"
        if word == "women":
            return draft.gender == "f"
        if word == "generals":
            return draft.sector in ("MIL", "PRM")
        if word in _ANYBODY:
            return True
        return word.removesuffix("s") in {h.split(" ")[-1] for h in draft.heads}

    def _together(self, spots: list[Spot], size: int) -> list[int]:
        groups: dict[int, list[int]] = {}
        for s in spots:
            group = groups.setdefault(self._sentence(s), [])
            if s.actor not in group:
                group.append(s.actor)
        for sentence in sorted(groups, reverse=True):
            joined = self._joined(groups[sentence], sentence, size) or groups[sentence]
            if len(joined) == size:
                return joined
        return []

    def _joined(self, group: list[int], sentence: int, size: int) -> list[int]:
        """Return those of a sentence's actors that "and" joins: the parties, not the hosts."""
        tokens = self.parse.tokens
        s = self.parse.sentences[sentence]
        heads: dict[int, int] = {}
        for spot in self.drafts.within(s.first, s.last):
            if spot.actor in group and spot.form != "pronoun":
                heads.setdefault(self.drafts.head(spot.first, spot.last), spot.actor)
        chains: dict[int, list[int]] = {}
        for i in sorted(heads):
            top = tokens[i]
            for _ in range(size):
                if top.dep != "conj" or top.head not in heads:
                    break
                top = tokens[top.head]
            chain = chains.setdefault(top.i, [])
            if heads[i] not in chain:
                chain.append(heads[i])
        return next((chain for _, chain in sorted(chains.items()) if len(chain) == size), [])
