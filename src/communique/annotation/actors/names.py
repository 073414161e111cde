"""Marks the names of the article: the model's raw names, repaired by lists, titles and the rest of the document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from communique.annotation.actors.gazetteer import find_listed
from communique.annotation.actors.people import read_person_name

if TYPE_CHECKING:
    from communique.annotation.actors.gazetteer import Found, Listed
    from communique.annotation.actors.lexicon import Lexicon
    from communique.annotation.tokens import Parse
    from communique.words import Case

__all__ = ["Name", "NameKind", "mark_names"]

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


_LABELS: dict[str, NameKind] = {
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
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")
_MOST = 50
"""Names that begin with one word and are looked for elsewhere."""
_GENERATIONS = frozenset({"jr", "jr.", "junior", "ii", "iii", "iv"})
_HEADINGS = frozenset({"headline", "deck", "subhead", "caption", "entry_heading"})


def mark_names(parse: Parse, lex: Lexicon, case: Case | None) -> list[Name]:
    """Return the names in text order."""
    return _Marking(parse, lex, find_listed(parse, case)).run()


class _Marking:
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

    def run(self) -> list[Name]:
        for entity in self.parse.entities:
            kind = _LABELS.get(entity.label)
            if kind is not None:
                inside = self.parse.tokens_between(entity.start, entity.end)
                if inside:
                    self._take(inside[0].i, inside[-1].i + 1, kind)
        for found in self.listed.values():
            self._take_listed(found)
        self._take_titled()
        self._join_brackets()
        self._free_family_names()
        self._settle_kinds()
        self._spread()
        self._drop_headings()
        names = list(dict.fromkeys([*self.at.values(), *self.nested]))
        return sorted(names, key=lambda n: (n.first, n.last))

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

    def _capital(self, i: int) -> bool:
        return self.tokens[i].text[:1].isupper()

    def _proper(self, i: int) -> bool:
        """Return whether the word may belong to a person's name."""
        word = self.lowered[i]
        return (
            self._capital(i)
            and self.tokens[i].tag in ("NNP", "NNPS")
            and not self.role[i]
            and word not in self.lex.honorifics
            and word not in self.lex.never
            and word not in self.lex.organisation_words
            and not any(c.isdigit() for c in word)
        )

    def _put(self, name: Name) -> None:
        for i in range(name.first, name.last):
            old = self.at.get(i)
            if old is not None:
                self._remove(old)
        for i in range(name.first, name.last):
            self.at[i] = name

    def _remove(self, name: Name) -> None:
        for i in range(name.first, name.last):
            if self.at.get(i) is name:
                del self.at[i]

    # the model's names

    def _take(self, first: int, last: int, kind: NameKind) -> None:
        first, last = self._trim(first, last)
        if first >= last or last - first > _LONGEST:
            return
        if kind == "person":
            self._take_person(first, last)
        elif kind == "group":
            plural = self.tokens[last - 1].tag in ("NNS", "NNPS")
            self._put(Name(first, last, "group" if plural else "place"))
        elif kind == "organisation":
            self._take_organisation(first, last)
        else:
            self._put(Name(first, last, kind))

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        """Cut off what the model takes along: articles, possessives, dashes, brackets, small words at the end."""
        while first < last and (
            self.lowered[first] in self.lex.never or not self.tokens[first].text[:1].isalnum() or self._small(first)
        ):
            first += 1
        while first < last and (
            self.lowered[last - 1] in ("'s", "’s", "'", "’")
            or (not self.tokens[last - 1].text[-1:].isalnum() and self.tokens[last - 1].text[-1:] not in ".&")
            or (self._small(last - 1) and not self.tokens[last - 1].text[:1].isdigit())
        ):
            last -= 1
        return first, last

    def _small(self, i: int) -> bool:
        word = self.tokens[i].text
        return word[:1].islower() and not any(c.isupper() for c in word) and self.lowered[i] not in self.lex.particles

    def _take_person(self, first: int, last: int) -> None:
        while first < last - 1 and (
            self.role[first]
            or self.lowered[first] in self.lex.honorifics
            or (first in self.listed and self._only(first, "demonym") and last - first > 2)
            or (not self._capital(first) and self.lowered[first] not in self.lex.particles)
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
        first, last = self._widen(first, last)
        if last - first == 1 and first > 0 and self.lowered[first - 1] == "the" and self.tokens[first].tag == "NNP":
            self._put(Name(first, last, "place"))  # "the Sahel": a person's name alone has no article
            return
        if self._capital(first) or self._capital(last - 1):
            self._put(Name(first, last, "person"))

    def _only(self, i: int, kind: str) -> bool:
        return all(m.kind == kind for m in self.listed[i].meanings)

    def _widen(self, first: int, last: int) -> tuple[int, int]:
        """Take in the words beside a person's name that belong to it: given names before, "al-Burhan" after."""
        sentence = self.parse.sentences[self.tokens[first].sentence]
        while (
            first - 1 >= sentence.first
            and last - first < _LONGEST // 2
            and self._proper(first - 1)
            and first - 1 not in self.at
            and not self._in_listed(first - 1)
            and self.tokens[first - 1].head in range(first - 1, last)
        ):
            first -= 1
        while last < sentence.last and last - first < _LONGEST // 2:
            step = 0
            while last + step < sentence.last and step < 3 and self.tokens[last + step].text in self.lex.particles:
                step += 1
            end = last + step
            if end >= sentence.last or not self._proper(end) or self._in_listed(end):
                break
            hyphened = step and self.tokens[end - 1].text == "-" and self.tokens[last].text != "-"
            apart = self.tokens[end].head not in range(first, end + 1) and self.tokens[end - 1].head != end
            if (step and not hyphened and self.tokens[last].text == "-") or (not step and apart):
                break
            last = end + 1
        return first, last

    def _in_listed(self, i: int) -> bool:
        return any(i - back in self.listed and self.listed[i - back].last > i for back in range(6))

    def _take_organisation(self, first: int, last: int) -> None:
        """Keep an organisation; a person's name behind its last word of office is parted off."""
        heads = [i for i in range(first, last) if self.lowered[i] in self.lex.organisation_words]
        if (
            heads
            and heads[-1] + 1 < last
            and all(self._proper(i) or self.tokens[i].text in self.lex.particles for i in range(heads[-1] + 1, last))
        ):
            cut = heads[-1] + 1
            if 2 <= last - cut <= 4 and self.tokens[cut - 1].text not in ("-", "&", "and", "of"):
                self._take_organisation(first, cut)
                self._put(Name(*self._widen(cut, last), "person"))
                return
        for i in range(first + 1, last):
            # "Qatar's Ministry": the possessor is a name of its own
            if self.lowered[i] in ("'s", "’s") and i + 1 < last and i - first <= 2 and self._in_listed(i - 1):
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
        if not any(self._capital(i) for i in range(start, last)) or (last - start == 1 and self.role[start]):
            return
        if " ".join(self.lowered[start:last]) not in self.lex.not_actors:
            self._put(Name(start, last, "organisation"))

    def _role_goes_on(self, last: int) -> bool:
        return (
            last < len(self.tokens) and self.role[last] and self.tokens[last].sentence == self.tokens[last - 1].sentence
        )

    # the lists' names

    def _take_listed(self, found: Found) -> None:
        around = {self.at[i] for i in range(found.first, found.last) if i in self.at}
        kind = self._listed_kind(found)
        name = Name(found.first, found.last, kind, found.meanings)
        if kind == "person" and (
            (found.last < len(self.tokens) and self.lowered[found.last] in _GENERATIONS)
            or any(n.kind == "person" and n.last > found.last for n in around)
        ):
            return  # "Ben Lane Jr." is not the listed Ben Lane
        wider = sorted((n for n in around if n.first <= name.first and name.last <= n.last), key=lambda n: n.first)
        if wider and wider[0].last - wider[0].first > name.last - name.first:
            holder = wider[0]
            rest = [i for i in range(holder.first, holder.last) if not name.first <= i < name.last]
            if kind in ("state", "demonym", "capital") and holder.kind == "organisation":
                if all(not self._capital(i) for i in rest):
                    self._put(name)
                elif kind != "capital":
                    self.nested.append(name)
                return
            if holder.kind == "person" and kind in ("state", "demonym", "capital", "seat", "person"):
                return
            if holder.kind == "place" and any(self._capital(i) for i in rest):
                return
            if holder.kind == "organisation" and any(self._capital(i) for i in rest):
                opening = holder.first == self.parse.sentences[self.tokens[holder.first].sentence].first
                glued = (
                    opening and rest == [holder.first] and self.tokens[holder.first].tag.startswith(("JJ", "RB", "IN"))
                )
                if kind in ("organisation", "group") and glued:
                    self._put(name)
                return
        self._put(name)

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

    # names beside titles, and across the document

    def _take_titled(self) -> None:
        """Take capitalised words right behind a title as a person, where the model saw nothing or something else."""
        for s in self.parse.sentences:
            for i in range(s.first, s.last - 1):
                if not (self.role[i] or self.lowered[i] in self.lex.honorifics) or not self._proper(i + 1):
                    continue
                here = self.at.get(i + 1)
                if here is not None and (here.meanings or here.kind == "person" or here.last - here.first > 3):
                    continue
                if not self._capital(i) and self.lowered[i] in ("source", "member", "host", "he", "star", "official"):
                    continue
                end = i + 2
                while end < s.last and self._proper(end) and self.at.get(end) in (None, here) and end - i <= 5:
                    end += 1
                self._put(Name(*self._widen(i + 1, end), "person"))

    def _join_brackets(self) -> None:
        """Join a name that an editor's bracket splits: "(President Ada) Lane", "[Ada] Lane"."""
        for name in list(dict.fromkeys(self.at.values())):
            close = name.last
            if name.kind != "person" or close + 1 >= len(self.tokens) or self.tokens[close].text not in _CLOSE:
                continue
            opened = any(self.tokens[i].text in _OPEN for i in range(max(0, name.first - 8), name.first))
            after = self.at.get(close + 1)
            if not opened or after is None or not (after.kind == "person" or self._person_listed(after)):
                continue
            if self.tokens[name.first].sentence == self.tokens[after.first].sentence:
                self._put(Name(name.first, after.last, "person", after.meanings))

    def _person_listed(self, name: Name) -> bool:
        return any(m.kind == "person" for m in name.meanings)

    def text(self, name: Name) -> str:
        return self.parse.text(self.tokens[name.first].start, self.tokens[name.last - 1].end)

    def _free_family_names(self) -> None:
        """Take "Jordan" or "London" back from the lists where the text has a Michael Jordan or a Jack London."""
        families = self._families()
        persons = {
            t.i for e in self.parse.entities if e.label == "PERSON" for t in self.parse.tokens_between(e.start, e.end)
        }
        for name in list(dict.fromkeys(self.at.values())):
            if name.kind in ("state", "capital", "seat", "demonym") and name.last - name.first == 1:
                said = self.lowered[name.first - 1] in self.lex.honorifics if name.first else False
                if self.tokens[name.first].text in families and (name.first in persons or said):
                    self._put(Name(name.first, name.last, "person"))

    def _families(self) -> frozenset[str]:
        """Return the family names of the persons named in full."""
        found: set[str] = set()
        for n in dict.fromkeys(self.at.values()):
            if n.kind == "person" and n.last - n.first > 1:
                first = read_person_name(self.text(n)).family_first
                found.add(self.tokens[n.first if first else n.last - 1].text)
        return frozenset(found)

    def _settle_kinds(self) -> None:
        """Give each string the kind that most of its mentions have; a family name goes with its full name."""
        votes: dict[str, Counter[NameKind]] = {}
        families = self._families()
        for name in dict.fromkeys(self.at.values()):
            if name.meanings:
                continue
            text = self.text(name)
            titled = name.first > 0 and (
                self.role[name.first - 1] or self.lowered[name.first - 1] in self.lex.honorifics
            )
            votes.setdefault(text, Counter())[name.kind] += 3 if titled and name.kind == "person" else 1
        for name in list(dict.fromkeys(self.at.values())):
            if name.meanings:
                continue
            text = self.text(name)
            kind = max(sorted(votes[text]), key=lambda k: votes[text][k])
            if text in families:
                kind = "person"
            if kind != name.kind:
                self._put(replace(name, kind=kind))

    def _spread(self) -> None:
        """Mark the same words elsewhere: family names of the persons found, whole names of all."""
        known: dict[str, list[tuple[tuple[str, ...], NameKind]]] = {}
        for name in dict.fromkeys(self.at.values()):
            words = tuple(t.text for t in self.tokens[name.first : name.last])
            if name.meanings and not self._person_listed(name):
                continue
            if name.kind == "person" and len(words) > 1 and words[-1][:1].isupper():
                known.setdefault(words[-1], []).append(((words[-1],), "person"))
            if name.kind in ("person", "organisation"):
                known.setdefault(words[0], []).append((words, name.kind))
        for entries in known.values():
            entries.sort(key=lambda e: (-len(e[0]), e[0], e[1]))
            entries[:] = list(dict.fromkeys(entries))[:_MOST]
        for t in self.tokens:
            if t.i in self.at:
                continue
            for words, kind in known.get(t.text, ()) or known.get(t.text.capitalize() if t.text.isupper() else "", ()):
                span = self.tokens[t.i : t.i + len(words)]
                same = tuple(x.text for x in span) == words or (
                    t.text.isupper() and tuple(x.text.upper() for x in span) == tuple(w.upper() for w in words)
                )
                if same and not any(x.i in self.at for x in span) and span[-1].sentence == t.sentence:
                    self._put(Name(t.i, t.i + len(words), kind))
                    break

    def _drop_headings(self) -> None:
        """Drop what the model alone saw in a heading in title case and the body never names."""
        kinds = [self.parse.article.blocks[s.block].kind for s in self.parse.sentences]
        if all(k in _HEADINGS for k in kinds):
            return
        names = list(dict.fromkeys(self.at.values()))
        body: set[str] = set()
        for name in names:
            if kinds[self.tokens[name.first].sentence] not in _HEADINGS:
                body.update(self.lowered[name.first : name.last])
        for name in names:
            if kinds[self.tokens[name.first].sentence] not in _HEADINGS or name.meanings or name.kind == "place":
                continue
            words = self.lowered[name.first : name.last]
            if not any(w in body for w in words if w not in self.lex.organisation_words):
                proper = all(self._proper(i) for i in range(name.first, name.last))
                if name.kind != "person" or len(words) < 2 or not proper:
                    self._remove(name)
