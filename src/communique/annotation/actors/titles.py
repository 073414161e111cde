"""Reads what the text says a person is: the titles before and behind the name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.annotation.actors.lexicon import Lexicon, RoleWord
    from communique.annotation.actors.names import Name
    from communique.annotation.tokens import Parse

__all__ = ["Title", "TitleReader"]


@dataclass(frozen=True, slots=True)
class Title:
    """A title of a person: its words (tokens `first` up to `last`, excluded), its head and the rule that read it.

    `possessor` is the person whose relative or aide it is ("President Ruto's wife"), `sides_end` the token before which
    the bearer's own state stands: in "US envoy to Syria" Syria is not.
    """

    first: int
    last: int
    role: RoleWord
    rule: str
    sides_end: int
    possessor: Name | None = None
    shared: bool = False


_LONGEST = 18
"""Words in the longest title that is believed."""

_CASES = frozenset({"'s", "’s", "'", "’"})
_INNER = frozenset({"-", "/", "&"}) | _CASES
_OF = frozenset({"of", "for", "at", "to", "in", "on"})
_ASIDE = frozenset({"to", "on", "in"})
_NOUNS = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBG", "VBN", "CD", "POS", "HYPH", "RB", "FW", "AFX", "ADD", "SYM"}
)
_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "this", "that", "one", "another"})
_HEADING = {
    "head": "heads",
    "lead": "leads",
    "chair": "chairs",
    "command": "commands",
    "run": "runs",
    "represent": "represents",
}
_VERB_FORMS = {f: v for v in _HEADING.values() for f in (v, v[:-1], v[:-1] + "ed", "led" if v == "leads" else v)}


class TitleReader:
    """Reads the titles of one article's persons. `titles_of` gives each name's titles, the one before it first."""

    def __init__(self, parse: Parse, lex: Lexicon, names: list[Name]) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.lex = lex
        self.lowered = [t.text.lower() for t in parse.tokens]
        self.names = names
        self.person_at = {i: n for n in names if n.kind == "person" for i in range(n.first, n.last)}
        self.name_at = {i: n for n in names for i in range(n.first, n.last)}

    def titles_of(self) -> dict[Name, list[Title]]:
        """Return the titles of every person that has one."""
        found: dict[Name, list[Title]] = {}
        claimed: set[int] = set()
        persons = [n for n in self.names if n.kind == "person"]
        for name in persons:
            title = self._before(name) or self._across_comma(name)
            if title is not None:
                found.setdefault(name, []).append(title)
                claimed.update(range(title.first, title.last))
                if title.role.plural:
                    for other in self._listed_with(name):
                        found.setdefault(other, []).append(title)
        for name in persons:
            after = self._behind(name)
            if after is not None and after.first not in claimed:
                found.setdefault(name, []).append(after)
        return found

    def _start(self, i: int) -> int:
        return self.parse.sentences[self.tokens[i].sentence].first

    def _role_at(self, last: int, first: int) -> RoleWord | None:
        return self.lex.role_ending_at(self.lowered, last, first)

    def phrase_start(self, i: int, lowest: int) -> int:
        """Return the first token of the noun phrase that runs up to token `i`: adjectives, nouns, possessors."""
        at = i
        while at - 1 >= lowest and i - at < _LONGEST:
            before = self.tokens[at - 1]
            word = self.lowered[at - 1]
            if (at - 1 in self.person_at and self.lowered[at] not in _CASES) or word in self.lex.never:
                break
            name = self.name_at.get(at - 1)
            if word in ("and", "&") and name is not None and name.first < at - 1 < name.last - 1:
                at -= 1  # inside an organisation's name
                continue
            if word == "and" and at - 2 >= lowest and self.tokens[at - 2].tag in ("JJ", "NN", "NNP") and self._pair(at):
                at -= 1
                continue
            if before.tag == "RB" and not word.endswith("ly") and word not in ("then", "now", "once"):
                break
            inner = word in _INNER or before.tag in _NOUNS or name is not None or self._is_role_word(at - 1)
            if not inner or (before.tag in ("VBG", "VBN") and before.dep not in ("amod", "compound", "nmod")):
                break
            if word == "in" and self.lowered[at - 2 : at - 1] != ["-"]:
                break
            at -= 1
        while at < i and (self.lowered[at] in _INNER or self.tokens[at].tag == "RB"):
            at += 1
        return at

    def _pair(self, at: int) -> bool:
        """Return whether "foreign and defence minister" stands here: an adjective or bare noun right before "and"."""
        left, right = self.tokens[at - 2], self.tokens[at]
        owner = self.name_at.get(at - 2)
        if owner is not None and owner.kind == "state":
            return False
        if at - 2 in self.person_at or at in self.person_at or self._role_at(at - 2, max(0, at - 6)) is not None:
            return False
        return left.text[:1].isupper() == right.text[:1].isupper() and right.tag in ("NN", "NNP", "JJ")

    def _is_role_word(self, i: int) -> bool:
        return any(self._covers(k, i) for k in range(i, min(i + 4, len(self.tokens))))

    def _covers(self, last: int, i: int) -> bool:
        role = self.lex.role_ending_at(self.lowered, last, max(0, last - 5))
        return role is not None and last - len(role.words) < i

    def _before(self, name: Name) -> Title | None:
        lowest = self._start(name.first)
        i = name.first - 1
        while i >= lowest and (
            (self.lowered[i] in self.lex.honorifics and self._role_at(i, lowest) is None)
            or (self.lowered[i] == "." and i > lowest and self._role_at(i - 1, lowest) is not None)
        ):
            i -= 1
        if i < lowest:
            return None
        role = self._role_at(i, lowest)
        chain = self._chain(i, lowest)
        if role is not None and self.lowered[i] == "general" and i > lowest and self.lowered[i - 1] == "in":
            return None
        if role is not None:
            first = self.phrase_start(i + 1 - len(role.words), lowest)
            if chain is not None and first - 1 >= lowest and self.lowered[first - 1] == "the":
                return chain
            return self._title(first, i + 1, role, "before", i + 1)
        if self.lowered[i] in _INNER or i in self.person_at:
            return None
        return chain

    def _chain(self, i: int, lowest: int) -> Title | None:
        """Return "chief of the President's Office" right before a name: a role, then of-phrases up to token `i`."""
        if self.tokens[i].tag not in _NOUNS:
            return None
        at = self.phrase_start(i, lowest) if self.tokens[i].tag in _NOUNS else i
        for _ in range(3):
            before = at - 1
            while before >= lowest and self.lowered[before] in _ARTICLES:
                before -= 1
            if before <= lowest or self.lowered[before] not in ("of", "for", "at", "to"):
                return None
            role = self._role_at(before - 1, lowest)
            if role is not None:
                first = self.phrase_start(before - len(role.words), lowest)
                return self._title(first, i + 1, role, "chain", before if self.lowered[before] == "to" else i + 1)
            at = self.phrase_start(before - 1, lowest)
            if any(k in self.person_at for k in range(at, before)):
                return None
        return None

    def _title(self, first: int, last: int, role: RoleWord, rule: str, sides_end: int) -> Title:
        possessor = None
        for k in range(first, last):
            person = self.person_at.get(k)
            if person is not None and k + 1 < last and self.lowered[person.last] in _CASES:
                possessor = person
        if possessor is not None:
            first = min(first, possessor.first)
            own = self._before(possessor)
            if own is not None and not own.role.plural:
                first = own.first
        return Title(first, last, role, f"title:{rule}:{role.entry}", sides_end, possessor)

    def _across_comma(self, name: Name) -> Title | None:
        """Return the title in "the US envoy, Ann Lee, said": a noun phrase with an article or a state, then a comma."""
        lowest = self._start(name.first)
        i = name.first - 2
        if i < lowest or self.lowered[name.first - 1] not in (",", "–", "—"):
            return None
        role = self._role_at(i, lowest)
        title = None
        if role is not None:
            title = self._title(self.phrase_start(i + 1 - len(role.words), lowest), i + 1, role, "across", i + 1)
        else:
            title = self._chain(i, lowest)
        if title is None or title.role.plural:
            return None
        before = title.first - 1
        article = before >= lowest and self.lowered[before] in _ARTICLES
        start = before if article else title.first
        owned = title.first in self.name_at and self.name_at[title.first].kind in ("state", "demonym", "organisation")
        if not (article or owned or start == lowest):
            return None
        # "Ann Lee, the US envoy, Bo Lang ...": the title is the first one's
        if start - 1 >= lowest and self.lowered[start - 1] in (",", "–", "—") and start - 2 in self.person_at:
            return None
        if start - 1 >= lowest and self.tokens[start - 1].text == "and":
            return None
        return title

    def _listed_with(self, name: Name) -> list[Name]:
        """Return the persons coordinated with the first of a list: "envoys Lee, Lang and Roe"."""
        others: list[Name] = []
        at = name.last
        while at + 1 < len(self.tokens) and len(others) < 12:
            step = at
            while step < len(self.tokens) and self.lowered[step] in (",", "and", "or") and step - at < 2:
                step += 1
            nxt = self.person_at.get(step)
            if (
                step == at
                or nxt is None
                or nxt.first != step
                or self.tokens[step].sentence != self.tokens[at - 1].sentence
            ):
                break
            others.append(nxt)
            if self.lowered[step - 1] in ("and", "or"):
                break
            at = nxt.last
        return others

    def _behind(self, name: Name) -> Title | None:
        """Return the title in "Ann Lee, the US envoy, ...", "Ann Lee (foreign minister)" or "Ann Lee is the envoy"."""
        end = self.parse.sentences[self.tokens[name.first].sentence].last
        at = name.last
        if at + 1 >= end:
            return None
        opener = self.lowered[at]
        if opener in (",", "–", "—", "("):
            at += 1
            if self.tokens[at].tag == "CD" and at + 1 < end and self.lowered[at + 1] == ",":
                at += 2
            if at + 1 < end and self.lowered[at] == "who" and self.lowered[at + 1] in _VERB_FORMS:
                return self._heading(at + 1, end)
        elif opener in ("is", "was", "became", "remains"):
            at += 1
        else:
            return None
        if at < end and self.lowered[at] == "who":
            return None
        return self._phrase(at, end, copula=opener not in (",", "–", "—", "("))

    def _phrase(self, at: int, end: int, *, copula: bool) -> Title | None:
        while at < end and (self.lowered[at] in _ARTICLES or self.lowered[at] in ("also", "now", "currently", "then")):
            at += 1
        first = at
        role: RoleWord | None = None
        possessor = None
        head_end = first
        while at < end and at - first < 10:
            person = self.person_at.get(at)
            if person is not None:
                if person.last < end and self.lowered[person.last] in _CASES and role is None:
                    possessor, at = person, person.last + 1
                    continue
                return None if role is None or at == head_end else self._behind_title(first, head_end, role, possessor)
            longer = self._role_at(at, first)
            if longer is not None:
                role, head_end = longer, at + 1
            if not (self.tokens[at].tag in _NOUNS or self.lowered[at] in _INNER or self.name_at.get(at) or longer):
                break
            at += 1
        if role is None or head_end - first > 9:
            return None
        # the role must head the phrase: "the president's office" is no title
        nxt = self.lowered[head_end] if head_end < end else "."
        if nxt in _CASES or (head_end < at and nxt not in _INNER):
            return None
        if self.person_at.get(head_end) is not None or (copula and role.plural):
            return None
        return self._behind_title(first, head_end, role, possessor)

    def _behind_title(self, first: int, head_end: int, role: RoleWord, possessor: Name | None) -> Title | None:
        end = self.parse.sentences[self.tokens[first].sentence].last
        at = head_end
        while at + 1 < end and self.lowered[at] in _OF and at - first < _LONGEST:
            stop = at + 1
            while stop < end and stop - first < _LONGEST and self._inside_phrase(stop):
                stop += 1
            if stop == at + 1:
                break
            person = self.person_at.get(stop - 1)
            served = person is not None and (
                self.lowered[at] in ("to", "for") or role.entry == "family" or person.first == at + 1
            )
            if person is not None and not served:
                return None  # "head of the commission Ann Lee": the phrase belongs to the next name
            if person is not None and possessor is None:
                possessor = person
            at = stop
        aside = next((k for k in range(head_end, at) if self.lowered[k] in _ASIDE), at)
        if role.plural:
            return None
        return Title(first, at, role, f"title:behind:{role.entry}", aside, possessor)

    def _inside_phrase(self, i: int) -> bool:
        word, token = self.lowered[i], self.tokens[i]
        name = self.name_at.get(i)
        if name is not None:
            return True
        return word in _ARTICLES or word in _INNER or (token.tag in _NOUNS and token.tag not in ("RB", "VBN", "VBG"))

    def _heading(self, at: int, end: int) -> Title | None:
        stop = at + 1
        while stop < end and stop - at < _LONGEST and self._inside_phrase(stop):
            stop += 1
        role = self.lex.role_ending_at(["head"], 0)
        if role is None or stop == at + 1:
            return None
        return Title(at, stop, role, "title:who", stop)
