"""Holds the names of one article while they are put right: the model's, trimmed and typed, and the lists' over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from communique.annotation.actors.kinds import is_thing, kind_by_end
from communique.annotation.actors.people import given_gender

if TYPE_CHECKING:
    from communique.annotation.actors.gazetteer import Found, Listed
    from communique.annotation.actors.lexicon import Lexicon
    from communique.annotation.tokens import Parse

__all__ = ["HEADINGS", "LABELS", "Marking", "Name", "NameKind"]

NameKind = Literal["person", "organisation", "group", "state", "demonym", "capital", "seat", "place"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: tokens `first` up to `last` (excluded); `meanings` is what the lists say of it.

    Names do not overlap, but a state's name or demonym may stand inside an organisation's ("Bank of Canada").
    """

    first: int
    last: int
    kind: NameKind
    meanings: tuple[Listed, ...] = ()


LABELS: dict[str, NameKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "NORP": "group",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
_LONGEST = 12
"""Words in the longest name that is believed: hostile pages have capitals without end."""

_MODIFIERS = frozenset({"compound", "amod", "nmod"})
_GENERATIONS = frozenset({"jr", "jr.", "junior", "ii", "iii", "iv"})
HEADINGS = frozenset({"headline", "deck", "subhead", "caption", "entry_heading"})


class Marking:
    """One article's names while they are put right; `at` maps each token to the name that holds it."""

    def __init__(self, parse: Parse, lex: Lexicon, listed: dict[int, Found]) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.lex = lex
        self.lowered = [t.text.lower() for t in parse.tokens]
        self.listed = listed
        self.at: dict[int, Name] = {}
        self.nested: list[Name] = []
        # titles are looked up wherever a word is asked for, so they are found once
        self.role = self._role_words()

    # words

    def _role_words(self) -> list[bool]:
        marks = [False] * len(self.tokens)
        for s in self.parse.sentences:
            for i in range(s.first, s.last):
                role = self.lex.role_ending_at(self.lowered, i, s.first)
                if role is not None:
                    for k in range(i + 1 - len(role.words), i + 1):
                        marks[k] = True
        return marks

    def capital(self, i: int) -> bool:
        """Return whether a word begins with a capital."""
        return self.tokens[i].text[:1].isupper()

    def proper(self, i: int) -> bool:
        """Return whether the word may belong to a person's name."""
        word = self.lowered[i]
        return (
            self.capital(i)
            and self.tokens[i].tag in ("NNP", "NNPS")
            and not self.role[i]
            and word not in self.lex.honorifics
            and word not in self.lex.never
            and word not in self.lex.organisation_words
            and not any(c.isdigit() for c in word)
        )

    def put(self, name: Name) -> None:
        """Keep a name in place of those that it overlaps."""
        for i in range(name.first, name.last):
            old = self.at.get(i)
            if old is not None:
                self.remove(old)
        for i in range(name.first, name.last):
            self.at[i] = name

    def remove(self, name: Name) -> None:
        """Forget a name."""
        for i in range(name.first, name.last):
            if self.at.get(i) is name:
                del self.at[i]

    # the model's names

    def take(self, first: int, last: int, kind: NameKind) -> None:
        """Keep one of the model's names, trimmed and typed anew; what names nobody and no place is left out."""
        first, last = self._trim(first, last, person=kind == "person")
        last = self._cut_tail(first, last)
        if first >= last or last - first > _LONGEST or self._thing(first, last):
            return
        if kind in ("person", "organisation") and kind_by_end(self.lowered[first:last]) == "place":
            kind = "place"
        if kind == "person":
            self._take_person(first, last)
        elif kind == "group":
            plural = self.tokens[last - 1].tag in ("NNS", "NNPS")
            self.put(Name(first, last, "group" if plural else "place"))
        elif kind == "organisation":
            self._take_organisation(first, last)
        else:
            self.put(Name(first, last, kind))

    def _trim(self, first: int, last: int, *, person: bool) -> tuple[int, int]:
        """Cut off what the model takes along: articles, possessives, dashes, brackets, small words at the end."""
        while first < last and (
            self.lowered[first] in self.lex.never or not self.tokens[first].text[:1].isalnum() or self._small(first)
        ):
            first += 1
        while first < last and (
            self.lowered[last - 1] in ("'s", "’s", "'", "’")
            or (not self.tokens[last - 1].text[-1:].isalnum() and self.tokens[last - 1].text[-1:] not in ".&")
            or (
                self._small(last - 1)
                and not self.tokens[last - 1].text[:1].isdigit()
                and not (person and self._hyphened(last - 1))
            )
        ):
            last -= 1
        return first, last

    def _cut_tail(self, first: int, last: int) -> int:
        """Return where the name ends when an index ("British FTSE") or a flight's number is cut off it."""
        for i in range(first + 1, last):
            if " ".join(self.lowered[i:last]) in self.lex.not_actors:
                return i
            if self.lowered[i] == "flight" and i + 1 < last and self.tokens[i + 1].text[:1].isdigit():
                return i
        return last

    def _thing(self, first: int, last: int) -> bool:
        after = self.tokens[last].text if last < len(self.tokens) else ""
        return is_thing([t.text for t in self.tokens[first:last]], after)

    def _hyphened(self, i: int) -> bool:
        """Return whether a word hangs on a hyphen without blanks: "Myung-bak"."""
        return (
            i >= 2
            and self.tokens[i - 1].text == "-"
            and self.tokens[i - 1].start == self.tokens[i - 2].end
            and self.tokens[i].start == self.tokens[i - 1].end
        )

    def _small(self, i: int) -> bool:
        word = self.tokens[i].text
        return word[:1].islower() and not any(c.isupper() for c in word) and self.lowered[i] not in self.lex.particles

    def _take_person(self, first: int, last: int) -> None:
        while first < last - 1 and (
            self.role[first]
            or self.lowered[first] in self.lex.honorifics
            or (first in self.listed and self._only(first, "demonym") and last - first > 2)
            or (not self.capital(first) and self.lowered[first] not in self.lex.particles)
        ):
            first += 1
        if self.role[first] and last - first == 1:
            return
        for i in range(first, last):
            if self.lowered[i] in self.lex.organisation_words and i > first:
                self._take_organisation(first, last)
                return
            if self.tokens[i].text in ("and", ",", "/", "&") and i > first:
                self._take_person(first, i)
                if i + 1 < last:
                    self._take_person(i + 1, last)
                return
        first, last = self.widen(first, last)
        if last - first == 1 and first > 0 and self.lowered[first - 1] == "the":
            # "the Sahel", "the Brahmins": a person's name alone has no article
            plural = self.tokens[first].tag in ("NNS", "NNPS") or self.tokens[first].text.endswith("s")
            self.put(Name(first, last, "organisation" if plural else "place"))
            return
        if self.capital(first) or self.capital(last - 1):
            self.put(Name(first, last, "person"))

    def _only(self, i: int, kind: str) -> bool:
        return all(m.kind == kind for m in self.listed[i].meanings)

    def widen(self, first: int, last: int) -> tuple[int, int]:
        """Take in the words beside a person's name that belong to it: given names before, "al-Burhan" after."""
        sentence = self.parse.sentences[self.tokens[first].sentence]
        while (
            first - 1 >= sentence.first
            and last - first < _LONGEST // 2
            and self.proper(first - 1)
            and first - 1 not in self.at
            and not self.in_listed(first - 1)
            and self.tokens[first - 1].head in range(first - 1, last)
        ):
            first -= 1
        while last < sentence.last and last - first < _LONGEST // 2:
            step = 0
            while last + step < sentence.last and step < 3 and self.tokens[last + step].text in self.lex.particles:
                step += 1
            end = last + step
            if end >= sentence.last or not self.proper(end) or self.in_listed(end):
                break
            hyphened = step and self.tokens[end - 1].text == "-" and self.tokens[last].text != "-"
            apart = self.tokens[end].head not in range(first, end + 1) and self.tokens[end - 1].head != end
            if (step and not hyphened and self.tokens[last].text == "-") or (not step and apart):
                break
            last = end + 1
        return first, last

    def in_listed(self, i: int) -> bool:
        """Return whether a word stands in one of the lists' names."""
        return any(i - back in self.listed and self.listed[i - back].last > i for back in range(6))

    def _take_organisation(self, first: int, last: int) -> None:
        """Keep an organisation; a person's name behind its last word of office is parted off."""
        heads = [i for i in range(first, last) if self.lowered[i] in self.lex.organisation_words]
        if (
            heads
            and heads[-1] + 1 < last
            and all(self.proper(i) or self.tokens[i].text in self.lex.particles for i in range(heads[-1] + 1, last))
        ):
            cut = heads[-1] + 1
            if 2 <= last - cut <= 4 and self.tokens[cut - 1].text not in ("-", "&", "and", "of"):
                self._take_organisation(first, cut)
                self.put(Name(*self.widen(cut, last), "person"))
                return
        for i in range(first + 1, last):
            # "Qatar's Ministry": the possessor is a name of its own
            if self.lowered[i] in ("'s", "’s") and i + 1 < last and i - first <= 2 and self.in_listed(i - 1):
                self._take_organisation(i + 1, last)
                return
        end = last
        while end > first and self.role[end - 1] and (end < last or self._role_goes_on(last)):
            end -= 1
        last = end if end > first else last
        start = first
        while start < last - 1 and (self.role[start] or self.lowered[start] in self.lex.honorifics):
            start += 1
        if all(self.lowered[i] in self.lex.organisation_words for i in range(start, last)):
            start = first  # "General Motors" is no general
        if (
            last - start == 1
            and self.lowered[start] in self.lex.organisation_words
            and not self.tokens[start].text.isupper()
        ):
            return
        if self.role[last - 1] and start > first:
            return
        if not any(self.capital(i) for i in range(start, last)) or (last - start == 1 and self.role[start]):
            return
        opening = start == self.parse.sentences[self.tokens[start].sentence].first
        if opening and last - start == 1 and self._role_begins(last) and not self.tokens[start].text.isupper():
            return  # "Hardline Finance Minister": what opens a sentence before a title has its capital from there
        if (
            self.heading(start)
            and last - start == 2
            and start in self.listed
            and self.listed[start].last == start + 1
            and self.lowered[start + 1] not in self.lex.organisation_words
        ):
            return  # "UAE Statement": a heading's capitals join nothing to a listed name
        if " ".join(self.lowered[start:last]) not in self.lex.not_actors:
            self.put(Name(start, last, "organisation"))

    def heading(self, i: int) -> bool:
        """Return whether a word stands in a headline, deck, subhead or caption."""
        return self.parse.article.blocks[self.parse.sentences[self.tokens[i].sentence].block].kind in HEADINGS

    def _role_begins(self, i: int) -> bool:
        """Return whether a title stands at word `i` or at the one behind it ("Finance Minister")."""
        return any(i <= k < len(self.tokens) and self.role[k] for k in (i, i + 1))

    def _role_goes_on(self, last: int) -> bool:
        return (
            last < len(self.tokens) and self.role[last] and self.tokens[last].sentence == self.tokens[last - 1].sentence
        )

    # the lists' names

    def take_listed(self, found: Found) -> None:
        """Keep one of the lists' names, unless a longer name holds it."""
        around = {self.at[i] for i in range(found.first, found.last) if i in self.at}
        kind = self._listed_kind(found)
        name = Name(found.first, found.last, kind, found.meanings)
        if kind == "person" and (
            (found.last < len(self.tokens) and self.lowered[found.last] in _GENERATIONS)
            or any(n.kind == "person" and n.last > found.last for n in around)
        ):
            return  # "Ben Lane Jr." is not the listed Ben Lane
        if kind == "person" and found.last - found.first == 1 and not around:
            first, last = self.widen(found.first, found.last)
            wide = Name(first, last, "person")
            if last - first > 1 and given_gender(self.text(wide)) is not None:
                self.put(wide)
                return  # the family name of somebody whom the lists do not know
        wider = sorted((n for n in around if n.first <= name.first and name.last <= n.last), key=lambda n: n.first)
        if wider and wider[0].last - wider[0].first > name.last - name.first:
            holder = wider[0]
            rest = [i for i in range(holder.first, holder.last) if not name.first <= i < name.last]
            if kind in ("state", "demonym", "capital") and holder.kind == "organisation":
                if all(not self.capital(i) for i in rest):
                    self.put(name)
                elif kind != "capital":
                    self.nested.append(name)
                return
            if holder.kind == "person" and kind in ("state", "demonym", "capital", "seat", "person"):
                return
            if holder.kind == "place" and any(self.capital(i) for i in rest):
                return
            if holder.kind == "organisation" and any(self.capital(i) for i in rest):
                opening = holder.first == self.parse.sentences[self.tokens[holder.first].sentence].first
                glued = (
                    opening and rest == [holder.first] and self.tokens[holder.first].tag.startswith(("JJ", "RB", "IN"))
                )
                if kind in ("organisation", "group") and glued:
                    self.put(name)
                return
        self.put(name)

    def _listed_kind(self, found: Found) -> NameKind:
        kinds = {m.kind for m in found.meanings}
        head = self.tokens[found.last - 1]
        after = self.tokens[found.last] if found.last < len(self.tokens) else None
        modifies = (
            head.dep in _MODIFIERS
            and head.head >= found.last
            and (after is None or after.text not in ("'s", "’s", ","))
        )
        if modifies and kinds & {"state", "demonym"}:
            return "demonym"
        for kind in ("state", "demonym"):
            if kind in kinds:
                return kind
        return found.meanings[0].kind

    # what others ask

    def person_listed(self, name: Name) -> bool:
        """Return whether the lists know a name as a person's."""
        return any(m.kind == "person" for m in name.meanings)

    def text(self, name: Name) -> str:
        """Return the words of a name."""
        return self.parse.text(self.tokens[name.first].start, self.tokens[name.last - 1].end)
