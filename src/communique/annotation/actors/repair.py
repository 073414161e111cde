"""Repairs the names of an article by titles, brackets, places and the rest of the document."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from communique.annotation.actors.kinds import is_town, stands_as_site, told_places
from communique.annotation.actors.marking import HEADINGS, Marking, Name, NameKind
from communique.annotation.actors.people import given_gender, read_person_name, same_person

__all__ = [
    "drop_headings", "free_family_names", "join_brackets", "join_parts", "know_persons", "settle_kinds", "spread", "take_places", "take_titled",
]  # fmt: skip

_OPEN, _CLOSE = frozenset("(["), frozenset(")]")
_LONGEST_PERSON = 5
_MOST = 50
"""Names that begin with one word and are looked for elsewhere."""
_GENERATIONS = frozenset({"jr", "jr.", "junior", "ii", "iii", "iv"})


def take_titled(m: Marking) -> None:
    """Take capitalised words right behind a title as a person, where the model saw nothing or something else."""
    for s in m.parse.sentences:
        for i in range(s.first, s.last - 1):
            if not (m.role[i] or m.lowered[i] in m.lex.honorifics) or not m.proper(i + 1):
                continue
            here = m.at.get(i + 1)
            if here is not None and (here.meanings or here.kind == "person" or here.last - here.first > 3):
                continue
            if not m.capital(i) and m.lowered[i] in ("source", "member", "host", "he", "star", "official"):
                continue
            end = i + 2
            while end < s.last and m.proper(end) and m.at.get(end) in (None, here) and end - i <= 5:
                end += 1
            m.put(Name(*m.widen(i + 1, end), "person"))

    for s in m.parse.sentences:
        for i in range(s.first, s.last - 3):
            # "the ombudswoman, Ada Lane, said"
            if m.role[i] and m.tokens[i + 1].text == "," and i + 2 not in m.at:
                end = i + 2
                while end < s.last and end - i <= 5 and m.proper(end) and end not in m.at:
                    end += 1
                if end - i >= 4 and end < s.last and m.tokens[end].text in (",", "."):
                    m.put(Name(i + 2, end, "person"))


def join_parts(m: Marking) -> None:
    """Join an organisation and the parts of its name that the model left outside: "Lockheed" and "Martin", "LLC"."""
    families = _families(m)
    for name in sorted(dict.fromkeys(m.at.values()), key=lambda n: n.first):
        if name.meanings or m.at.get(name.first) is not name:
            continue
        if name.kind == "person":
            _join_person(m, name)
        if name.kind != "organisation":
            continue
        end = name.last
        while end < len(m.tokens) and end not in m.at and m.capital(end) and m.lowered[end] in m.lex.legal_forms:
            end += 1
        if end > name.last:
            m.put(replace(name, last=end))
            continue
        after = m.at.get(name.last)
        if after is None or m.tokens[after.first].sentence != m.tokens[name.first].sentence:
            continue
        lone = after.last - after.first == 1 and m.text(after) not in families
        part = not after.meanings and (after.kind == "organisation" or (after.kind == "person" and lone))
        if part or (after.kind in ("state", "place") and _branch(m, after)):
            m.put(Name(name.first, after.last, "organisation"))


def _join_person(m: Marking, name: Name) -> None:
    """Join the halves of a long name that the model took for two persons: "Juan Manuel" and "Santos Calderón"."""
    after = m.at.get(name.last)
    if after is None or after.kind != "person" or after.meanings or after.last - name.first > _LONGEST_PERSON:
        return
    heads = {m.tokens[i].head for i in range(name.first, name.last)} & set(range(after.first, after.last))
    if heads and name.last - name.first > 1 and after.last - after.first > 1:
        m.put(Name(name.first, after.last, "person"))


def _branch(m: Marking, place: Name) -> bool:
    """Return whether a place right behind an organisation's name belongs to it: "UNICEF Sudan said"."""
    head = m.tokens[place.last - 1]
    after = m.tokens[place.last] if place.last < len(m.tokens) else None
    return head.head < place.last and (after is None or not after.tag.startswith(("NN", "POS", "JJ")))


def take_places(m: Marking) -> None:
    """Type as places what the words around and the table of places say is one, and palaces where things happen."""
    for first, last in told_places(m.parse):
        here = {m.at[i] for i in range(first, last) if i in m.at}
        if not here and not _new_place(m, first, last):
            continue
        if not here or all(
            n.kind in ("person", "organisation") and not n.meanings and n.first >= first and n.last <= last
            for n in here
        ):
            m.put(Name(first, last, "place"))
    for name in list(dict.fromkeys(m.at.values())):
        if name.kind in ("person", "organisation") and not name.meanings and _inside_of(m, name):
            m.put(replace(name, kind="place"))
        if name.kind == "seat" and stands_as_site(m.tokens, name.last - 1):
            m.put(replace(name, kind="place"))


def _new_place(m: Marking, first: int, last: int) -> bool:
    """Return whether what the model passed over may be a place: "Federal investigators", "Congress" and "S.E.C." are none."""
    opens = first == m.parse.sentences[m.tokens[first].sentence].first
    return (
        not (opens and last - first == 1)
        and all(m.lowered[i] not in m.lex.organisation_words for i in range(first, last))
        and "." not in m.tokens[last - 1].text
    )


def _inside_of(m: Marking, name: Name) -> bool:
    """Return whether the word before says that the name is a place and the table of places knows it."""
    if name.first == 0 or m.lowered[name.first - 1] not in ("in", "into", "near", "throughout"):
        return False
    words = m.lowered[name.first : name.last]
    return (
        len(words) <= 3
        and not any(w in m.lex.organisation_words for w in words)
        and not m.tokens[name.first].text.isupper()
        and is_town(m.text(name))
    )


def join_brackets(m: Marking) -> None:
    """Join a name that an editor's bracket splits: "(President Ada) Lane", "[Ada] Lane"."""
    for name in list(dict.fromkeys(m.at.values())):
        close = name.last
        if name.kind != "person" or close + 1 >= len(m.tokens) or m.tokens[close].text not in _CLOSE:
            continue
        opened = any(m.tokens[i].text in _OPEN for i in range(max(0, name.first - 8), name.first))
        after = m.at.get(close + 1)
        if not opened or after is None or not (after.kind == "person" or m.person_listed(after)):
            continue
        if m.tokens[name.first].sentence == m.tokens[after.first].sentence:
            m.put(Name(name.first, after.last, "person", after.meanings))


def free_family_names(m: Marking) -> None:
    """Take "Jordan" or "London" back from the lists where the text has a Michael Jordan or a Jack London."""
    families = _families(m)
    persons = {t.i for e in m.parse.entities if e.label == "PERSON" for t in m.parse.tokens_between(e.start, e.end)}
    for name in list(dict.fromkeys(m.at.values())):
        if name.kind in ("state", "capital", "seat", "demonym") and name.last - name.first == 1:
            said = m.lowered[name.first - 1] in m.lex.honorifics if name.first else False
            if m.tokens[name.first].text in families and (name.first in persons or said):
                m.put(Name(name.first, name.last, "person"))


def _families(m: Marking) -> frozenset[str]:
    """Return the family names of the persons named in full."""
    found: set[str] = set()
    for n in dict.fromkeys(m.at.values()):
        if n.kind == "person" and n.last - n.first > 1:
            first = read_person_name(m.text(n)).family_first
            found.add(m.tokens[n.first if first else n.last - 1].text)
    return frozenset(found)


def know_persons(m: Marking) -> None:
    """Type as persons what the model took for something else and that is spelt like a person, or like one named in full."""
    persons = [n for n in dict.fromkeys(m.at.values()) if n.kind == "person" and n.last - n.first > 1]
    fulls = tuple(dict.fromkeys(m.text(n) for n in persons))[:_MOST]
    for name in list(dict.fromkeys(m.at.values())):
        if name.kind not in ("organisation", "group") or name.meanings or not _spelt_like_a_person(m, name):
            continue
        text = m.text(name)
        if given_gender(text) is not None or any(same_person(text, full) for full in fulls):
            m.put(replace(name, kind="person"))


def _spelt_like_a_person(m: Marking, name: Name) -> bool:
    words = range(name.first, name.last)
    proper = sum(m.proper(i) for i in words)
    return 2 <= proper <= 4 and all(m.proper(i) or m.tokens[i].text in m.lex.particles for i in words)


def settle_kinds(m: Marking) -> None:
    """Give each string the kind that most of its mentions have; a family name goes with its full name."""
    votes: dict[str, Counter[NameKind]] = {}
    families = _families(m)
    for name in dict.fromkeys(m.at.values()):
        if name.meanings:
            continue
        text = m.text(name)
        titled = name.first > 0 and (m.role[name.first - 1] or m.lowered[name.first - 1] in m.lex.honorifics)
        votes.setdefault(text, Counter())[name.kind] += 3 if titled and name.kind == "person" else 1
    for name in list(dict.fromkeys(m.at.values())):
        if name.meanings:
            continue
        text = m.text(name)
        kind = max(sorted(votes[text]), key=lambda k: votes[text][k])
        if text in families:
            kind = "person"
        if kind != name.kind:
            m.put(replace(name, kind=kind))


def spread(m: Marking) -> None:
    """Mark the same words elsewhere: family names of the persons found, whole names of all."""
    known: dict[str, list[tuple[tuple[str, ...], NameKind]]] = {}
    for name in dict.fromkeys(m.at.values()):
        words = tuple(t.text for t in m.tokens[name.first : name.last])
        if name.meanings and not m.person_listed(name):
            continue
        if name.kind == "person" and len(words) > 1 and words[-1][:1].isupper():
            known.setdefault(words[-1], []).append(((words[-1],), "person"))
        if name.kind in ("person", "organisation"):
            known.setdefault(words[0], []).append((words, name.kind))
    for entries in known.values():
        entries.sort(key=lambda e: (-len(e[0]), e[0], e[1]))
        entries[:] = list(dict.fromkeys(entries))[:_MOST]
    for t in m.tokens:
        if t.i in m.at:
            continue
        for words, kind in known.get(t.text, ()) or known.get(t.text.capitalize() if t.text.isupper() else "", ()):
            span = m.tokens[t.i : t.i + len(words)]
            same = tuple(x.text for x in span) == words or (
                t.text.isupper() and tuple(x.text.upper() for x in span) == tuple(w.upper() for w in words)
            )
            if same and not any(x.i in m.at for x in span) and span[-1].sentence == t.sentence:
                m.put(Name(t.i, t.i + len(words), kind))
                break


def drop_headings(m: Marking) -> None:
    """Drop what the model alone saw in a heading in title case and the body never names."""
    kinds = [m.parse.article.blocks[s.block].kind for s in m.parse.sentences]
    if all(k in HEADINGS for k in kinds):
        return
    names = list(dict.fromkeys(m.at.values()))
    body: set[str] = set()
    for name in names:
        if kinds[m.tokens[name.first].sentence] not in HEADINGS:
            body.update(m.lowered[name.first : name.last])
    for name in names:
        if kinds[m.tokens[name.first].sentence] not in HEADINGS or name.meanings or name.kind == "place":
            continue
        words = m.lowered[name.first : name.last]
        if not any(w in body for w in words if w not in m.lex.organisation_words):
            proper = all(m.proper(i) for i in range(name.first, name.last))
            if name.kind != "person" or len(words) < 2 or not proper:
                m.remove(name)
