"""Puts every name of one person, organisation or state under one actor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique import world
from communique.annotation.actors.drafting import Draft, Drafts, Form, Spot
from communique.annotation.actors.people import given_gender, may_be_short_for, read_person_name, same_person
from communique.annotation.actors.sides import (
    APART,
    country_between,
    country_of,
    group_between,
    group_in_role,
    sector_of_title,
    sector_of_words,
)

if TYPE_CHECKING:
    from communique.annotation.actors.lexicon import Lexicon
    from communique.annotation.actors.names import Name
    from communique.annotation.actors.titles import Title
    from communique.annotation.tokens import Parse
    from communique.words import Case, CaseActor
    from communique.world import KnownActor

__all__ = ["Identity"]

_KIND_OF_FIRM = frozenset({"group", "holdings", "motor"})


_LONG = 8
"""Words at the head of an organisation's name that a shorter form may consist of."""
_MOST = 200
"""Persons that a new name is compared with: hostile pages have names without end."""


@dataclass(slots=True)
class _Person:
    """The names of one person so far."""

    actor: int
    fulls: list[str] = field(default_factory=list)
    shorts: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    refs: dict[str, KnownActor | CaseActor] = field(default_factory=dict)
    names: list[Name] = field(default_factory=list)


class Identity:
    """Makes the actors that names stand for. After `place_all`, `owner` gives the actor of each name."""

    def __init__(
        self,
        parse: Parse,
        lex: Lexicon,
        drafts: Drafts,
        names: list[Name],
        *,
        titles: dict[Name, list[Title]],
        case: Case | None,
    ) -> None:
        self.parse = parse
        self.lex = lex
        self.drafts = drafts
        self.names = names
        self.titles = titles
        self.case_actors: tuple[CaseActor, ...] = case.actors if case is not None else ()
        self.case_states = {a.country: a.name for a in reversed(self.case_actors) if a.type == "state" and a.country}
        self.owner: dict[Name, int] = {}
        anchor = parse.article.anchor
        self.day = anchor[:10] if anchor else None
        dated = [e for e in parse.entities if e.label in ("DATE", "TIME", "ORDINAL", "CARDINAL")]
        self.times = {t.i for e in dated for t in parse.tokens_between(e.start, e.end)}
        self.seats: dict[str, int] = {}
        self.by_full: dict[str, _Person] = {}
        self.by_ref: dict[str, _Person] = {}
        self.by_short: dict[str, _Person] = {}
        self.name_at = {
            i: n for n in names for i in range(n.first, n.last) if n.kind in ("state", "demonym", "capital")
        }

    def place_all(self) -> None:
        """Give each name its actor and its mention."""
        for name in self.names:
            if name.kind in ("state", "demonym"):
                self._state(name)
            elif name.kind == "seat":
                self._seat(name)
        self._organisations()
        self._persons()

    def text(self, name: Name) -> str:
        """Return the words of a name, without the brackets that an editor put inside."""
        tokens = self.parse.tokens[name.first : name.last]
        if any(t.text in "()[]" for t in tokens):
            return " ".join(t.text for t in tokens if t.text not in "()[]")
        text = self.parse.text(tokens[0].start, tokens[-1].end)
        return " ".join(text.split())

    # states and seats

    def state(self, code: str) -> int | None:
        """Return the actor of a state, made where there is none yet; None for a code of no state.

        A state that the case file alone knows (a breakaway republic) is one by the code that the file gives it.
        """
        if code not in self.drafts.states:
            land = world.country(code)
            title = land.name if land is not None else self.case_states.get(code)
            if title is None:
                return None
            self.drafts.states[code] = self.drafts.add(Draft(title, "state", code, "GOV", code))
        return self.drafts.states[code]

    def _state(self, name: Name) -> None:
        code = country_of(name)
        actor = self.state(code) if code else None
        if actor is None:
            return
        text = self.text(name)
        draft = self.drafts.actors[actor]
        if name.kind == "state" or world.country_by_name(text) is not None:
            draft.forms.append(text.title() if text.isupper() and len(text) > 4 else text)
        self.owner[name] = actor
        self.drafts.mention(
            Spot(name.first, name.last, actor, "demonym" if name.kind == "demonym" else "name", rule="name:list")
        )

    def _seat(self, name: Name) -> None:
        seat = next((s for s in world.seats() if s.id == name.meanings[0].ref), None)
        if seat is None:
            return
        found = self.seats.get(seat.id)
        if found is None:
            self.seats[seat.id] = found = self.drafts.add(
                Draft(seat.name, "organisation", seat.country, seat.sector, seat.country, known=seat.id)
            )
        self.owner[name] = found
        self.drafts.actors[found].forms.append(self.text(name))
        self.drafts.mention(Spot(name.first, name.last, found, "name", rule="name:seat"))

    # the lists

    def _listed(self, name: Name, kinds: tuple[str, ...]) -> KnownActor | CaseActor | None:
        """Return the one actor of the lists that a name means, the case's first; among several the one in office."""
        options: list[KnownActor] = []
        for meaning in name.meanings:
            if meaning.ref.startswith("case:"):
                return self.case_actors[int(meaning.ref[5:])]
            if meaning.kind in kinds and (known := world.known_actor(meaning.ref)) is not None:
                options.append(known)
        serving = [k for k in options if k.holds_role_on(self.day)]
        options = serving or options
        return options[0] if options else None

    # organisations and groups

    def _organisations(self) -> None:
        clusters: dict[str, int] = {}
        longer = self._longer_names()
        acronyms: dict[str, int] = {}
        for name in self.names:
            if name.kind not in ("organisation", "group"):
                continue
            text = self.text(name)
            listed = self._listed(name, ("organisation", "group"))
            key = self._key(name, listed)
            key = longer.get(key, key) if listed is None else key
            short = text.replace(".", "")
            if key not in clusters and listed is None and short.isupper() and short in acronyms:
                clusters[key] = acronyms[short]
            if key not in clusters:
                clusters[key] = self.drafts.add(self._organisation(name, text, listed))
                if name.last - name.first > 1 or listed is None:
                    acronyms.setdefault(self._initials(name, small=False), clusters[key])
                    acronyms.setdefault(self._initials(name, small=True), clusters[key])
            actor = clusters[key]
            bracketed = self._bracketed(name)
            if bracketed is not None:
                acronyms[bracketed] = actor
                clusters.setdefault(bracketed.lower(), actor)
            draft = self.drafts.actors[actor]
            draft.forms.append(text)
            if draft.known is None and listed is None and len(text) > len(draft.name):
                draft.name = text
            self.owner[name] = actor
            form: Form = "short" if short.isupper() and short != draft.name and len(short) <= 6 else "name"
            self.drafts.mention(Spot(name.first, name.last, actor, form, rule="name:list" if listed else "name:model"))
        self._mark_acronyms(acronyms)

    def _longer_names(self) -> dict[str, str]:
        """Return for each shorter form the one longer name of the text that it stands for.

        "GM" stands for "General Motors" wherever that stands; "Penske" for "Penske Automotive Group" where no other
        organisation's name begins so.
        """
        keys: dict[str, Name] = {}
        for n in self.names:
            if n.kind in ("organisation", "group"):
                keys.setdefault(self._key(n, self._listed(n, ("organisation", "group"))), n)
        # "General Motors Corporation" is the General Motors of the lists
        found = {bare: key for key, n in keys.items() if (bare := self._key(n, None)) != key and bare in keys}
        prefixes: dict[str, list[str]] = {}
        for key, n in keys.items():
            words = self._key(n, None).split(" ")
            if len(words) > 1:
                found.setdefault(self._initials(n, small=False).lower(), key)
            if n.meanings or world.country_by_name(self.parse.tokens[n.last - 1].text) is not None:
                continue  # "Ford Australia" is a branch of Ford, which is not named by it
            for size in range(1, min(len(words), _LONG)):
                prefixes.setdefault(" ".join(words[:size]), []).append(key)
        found = {short: key for short, key in found.items() if short in keys and len(short) > 1 and short != key}
        for short, n in keys.items():
            longer = prefixes.get(short, [])
            plain = n.last - n.first > 1 or short not in self.lex.organisation_words
            if len(longer) == 1 and plain and not self.text(n).isupper():
                found[short] = longer[0]
        return found

    def _mark_acronyms(self, acronyms: dict[str, int]) -> None:
        """Mark an acronym that the text explained wherever it stands unmarked."""
        taken = {i for n in self.names for i in range(n.first, n.last)}
        for t in self.parse.tokens:
            if t.i not in taken and len(t.text) > 2 and t.text.isupper() and t.text in acronyms:
                actor = acronyms[t.text]
                self.drafts.actors[actor].forms.append(t.text)
                self.drafts.mention(Spot(t.i, t.i + 1, actor, "short", rule="name:acronym"))

    def _key(self, name: Name, listed: KnownActor | CaseActor | None) -> str:
        if listed is not None:
            return f"@{listed.name}"
        words = [t.text.lower() for t in self.parse.tokens[name.first : name.last]]
        while len(words) > 1 and (words[-1] in self.lex.legal_forms | _KIND_OF_FIRM or not words[-1][:1].isalnum()):
            words.pop()
        kept = [w for w in words if w not in ("the", "'s", "’s")]
        return " ".join(kept)

    def _initials(self, name: Name, *, small: bool) -> str:
        words = [t.text for t in self.parse.tokens[name.first : name.last]]
        if len(words) < 2:
            return "".join(words)
        letters = [
            w[0].upper() for w in words if w[:1].isupper() or (small and w[:1].isalpha() and w not in ("'s", "’s"))
        ]
        return "".join(letters) if len(letters) > 1 else " ".join(words)

    def _bracketed(self, name: Name) -> str | None:
        """Return the acronym in brackets right behind a name: "National Transition Council (NTC)"."""
        tokens = self.parse.tokens
        at = name.last
        if (
            at + 2 < len(tokens)
            and tokens[at].text == "("
            and tokens[at + 2].text == ")"
            and name.last - name.first > 1
        ):
            word = tokens[at + 1].text
            if word.isupper() and 2 <= len(word) <= 10 and word[0] in self._initials(name, small=True):
                return word
        return None

    def _organisation(self, name: Name, text: str, listed: KnownActor | CaseActor | None) -> Draft:
        words = [t.text.lower() for t in self.parse.tokens[name.first : name.last]]
        kind = "group" if name.kind == "group" else "organisation"
        if listed is not None:
            canonical = listed.name
            country, sector = listed.country, listed.sector
            known = getattr(listed, "id", None)
            apart = sector in APART and known is not None
            side = getattr(listed, "side", None) or (canonical if apart else country)
            if known is not None and len(text) > len(canonical):
                canonical = text
            kind = "group" if getattr(listed, "type", "") == "group" else "organisation"
            return Draft(canonical, kind, country, sector, side, known=known, heads=[words[-1]])  # type: ignore[arg-type]
        country = country_between(self.names, name.first, name.last) or self._owner_before(name)
        return Draft(text, kind, country, sector_of_words(self.lex, words), country, heads=[words[-1]])  # type: ignore[arg-type]

    def _owner_before(self, name: Name) -> str | None:
        """Return the country of "Kenya's" or "Kenyan" right before a name, or of "X's state news agency" before it."""
        tokens = self.parse.tokens
        at = name.first - 1
        sentence = self.parse.sentences[tokens[name.first].sentence]
        for _ in range(6):
            if at < sentence.first:
                return None
            holder = self.name_at.get(at)
            if holder is not None:
                return country_of(holder)
            if tokens[at].text in ("'s", "’s", "'", "’", "-") or tokens[at].tag in ("NN", "JJ", "NNS", "NNP"):
                at -= 1
                continue
            return None
        return None

    # persons

    def _persons(self) -> None:
        people: list[_Person] = []
        persons = [n for n in self.names if n.kind == "person"]
        later: list[Name] = []
        for name in persons:
            if len(read_person_name(self.text(name)).words) > 1:
                self._full(name, people)
            else:
                later.append(name)
        for name in later:
            self._short(name, people)
        for person in people:
            self._describe(person)

    def _full(self, name: Name, people: list[_Person]) -> None:
        text = self.text(name)
        listed = self._listed(name, ("person",))
        ref = listed.name if listed is not None else None
        same = self.by_full.get(text) or (self.by_ref.get(ref) if ref is not None else None)
        if same is not None:
            self._join(same, name, text, listed)
            return
        for person in people[:_MOST]:
            if ref is not None and person.refs:
                continue
            if person.fulls and all(same_person(text, full) for full in dict.fromkeys(person.fulls)):
                self._join(person, name, text, listed)
                return
        actor = self.drafts.add(Draft(text, "person"))
        people.append(_Person(actor))
        self._join(people[-1], name, text, listed)

    def _join(self, person: _Person, name: Name, text: str, listed: KnownActor | CaseActor | None) -> None:
        full = len(read_person_name(text).words) > 1
        (person.fulls if full else person.shorts).append(text)
        person.places.append(name.first)
        person.names.append(name)
        if full:
            self.by_full.setdefault(text, person)
        if listed is not None:
            person.refs.setdefault(listed.name, listed)
            self.by_ref.setdefault(listed.name, person)
        self.owner[name] = person.actor
        titles = self.titles.get(name, [])
        role = self._title_text(titles[0]) if titles else None
        form: Form = "name" if full else "short"
        self.drafts.mention(
            Spot(name.first, name.last, person.actor, form, role, "name:list" if listed else "name:model")
        )

    def _short(self, name: Name, people: list[_Person]) -> None:
        """Give a family name that stands alone to the person whom it last meant, else to the list's person."""
        text = self.text(name)
        listed = self._listed(name, ("person",))
        ref = listed.name if listed is not None else None
        gender = self._honorific_gender(name)
        people_near = people[:_MOST]
        fits = [
            p for p in people_near if text in p.shorts or any(may_be_short_for(text, f) for f in dict.fromkeys(p.fulls))
        ]
        if not fits and self.lex.honorifics & {self.parse.tokens[max(0, name.first - 1)].text.lower()}:
            fits = [p for p in people_near if any(may_be_short_for(text, f, given=True) for f in p.fulls)]
        if not fits and ref is None:
            fits = [
                p for p in people if any(may_be_short_for(text, f, given=True) for f in p.fulls) and len(people) < 30
            ]
        if gender is not None:
            fits = [p for p in fits if self._gender(p) in (None, gender)]
        if len(fits) > 1:
            heads = {t.role.singular for t in self.titles.get(name, ())}
            bearing = [p for p in fits if heads & self._heads(p)]
            fits = bearing or fits
        if len(fits) > 1:
            # "Kim" is the leader, not the leader's sister
            fits = [p for p in fits if not self._is_relative(p)] or fits
        if len(fits) > 1:
            country = next((self._title_country(t) for t in self.titles.get(name, ())), None)
            same = [p for p in fits if country is not None and self._person_country(p) == country]
            fits = same or fits
        sure = [p for p in fits if ref is not None and ref in p.refs]
        if sure or fits:
            options = sure or fits
            before = [p for p in options if min(p.places) < name.first]
            chosen = max(
                before or options,
                key=lambda p: max((x for x in p.places if x < name.first), default=-min(p.places)),
            )
            self._join(chosen, name, text, None)
            return
        person = self.by_ref.get(ref) if ref is not None else self.by_short.get(text)
        if person is None:
            person = _Person(self.drafts.add(Draft(text, "person")))
            people.append(person)
            self.by_short.setdefault(text, person)
        self._join(person, name, text, listed)

    def _honorific_gender(self, name: Name) -> str | None:
        i = name.first - 1
        word = self.parse.tokens[i].text.lower() if i >= 0 else ""
        if word in self.lex.honorifics:
            return "m" if word in self.lex.male else "f" if word in self.lex.female else None
        return None

    def _gender(self, person: _Person) -> str | None:
        return next((g for g in map(given_gender, person.fulls) if g), None)

    def _is_relative(self, person: _Person) -> bool:
        titles = [t for n in person.names for t in self.titles.get(n, ())]
        return bool(titles) and all(t.role.entry == "family" for t in titles)

    def _heads(self, person: _Person) -> set[str]:
        return {t.role.singular for n in person.names for t in self.titles.get(n, ())}

    def _person_country(self, person: _Person) -> str | None:
        for name in person.names:
            for title in self.titles.get(name, ()):
                country = self._title_country(title)
                if country is not None:
                    return country
        return next((listed.country for listed in person.refs.values()), None)

    def _title_text(self, title: Title) -> str:
        tokens = self.parse.tokens
        first = title.first
        while first < title.last - 1 and first in self.times:
            first += 1
        text = self.parse.text(tokens[first].start, tokens[title.last - 1].end)
        if title.shared or title.role.plural:
            head = " ".join(title.role.words).replace(" - ", "-")
            place = text.lower().rfind(head)
            if place >= 0:
                text = text[:place] + title.role.singular + text[place + len(head) :]
        return " ".join(text.split())

    def _title_country(self, title: Title) -> str | None:
        stated = country_between(self.names, title.first, min(title.last, title.sides_end))
        return stated or self.lex.title_countries.get(title.role.singular)

    def _describe(self, person: _Person) -> None:
        """Write what titles, lists and names say of a person into the draft: the text's words win."""
        draft = self.drafts.actors[person.actor]
        listed = next(iter(person.refs.values()), None)
        forms = person.fulls + person.shorts
        draft.forms.extend(forms)
        draft.name = (
            max(person.fulls, key=len) if person.fulls else (listed.name if listed is not None else person.shorts[0])
        )
        draft.gender = self._gender(person)  # type: ignore[assignment]
        for name in sorted(person.names, key=lambda n: n.first):
            honorific = self._honorific_gender(name)
            draft.gender = draft.gender or honorific  # type: ignore[assignment]
            for title in self.titles.get(name, ()):
                draft.roles.append(self._title_text(title))
                draft.heads.extend(
                    (
                        title.role.words[-1] if not title.role.plural else title.role.singular.split()[-1],
                        title.role.singular,
                    )
                )
                for word in (title.role.singular, title.role.singular.split()[-1]):
                    if word in self.lex.male or word in self.lex.female:
                        draft.gender = draft.gender or ("m" if word in self.lex.male else "f")
                draft.country = draft.country or self._title_country(title)
                draft.side = draft.side or group_between(self.names, title.first, min(title.last, title.sides_end))
                sector = sector_of_title(self.parse, self.lex, self.names, title)
                draft.sector = draft.sector or sector
            before = self.name_at.get(name.first - 1)
            if before is not None and before.kind == "demonym":
                draft.country = draft.country or country_of(before)
        if listed is not None:
            self._fill_from_list(draft, listed)
        if draft.country is None and draft.sector in ("GOV", "MIL", "LEG", "COP"):
            draft.country = self._scene(person)
        draft.side = draft.side or draft.country

    def _scene(self, person: _Person) -> str | None:
        """Return the country of "In Manila, Defence Minister Ann Lee said", from what opens the sentence."""
        for name in person.names:
            sentence = self.parse.sentences[self.parse.tokens[name.first].sentence]
            opening = self.name_at.get(sentence.first + 1)
            if name in self.titles and opening is not None and self.parse.tokens[sentence.first].text == "In":
                return country_of(opening)
        return None

    def _fill_from_list(self, draft: Draft, listed: KnownActor | CaseActor) -> None:
        draft.known = getattr(listed, "id", None)
        draft.country = draft.country or listed.country
        serving = listed.holds_role_on(self.day) if hasattr(listed, "holds_role_on") else True
        own = getattr(listed, "side", None)
        if own is None and serving and draft.sector in (None, *APART):
            own = group_in_role(listed.role)
        draft.side = own or draft.side or draft.country
        draft.sector = draft.sector or (listed.sector if serving else None)
        if listed.role and serving:
            draft.heads.extend((listed.role.lower(), listed.role.lower().split()[-1]))

    def lead_sides(self) -> None:
        """Give a person without a country that of the delegation, team or force that he or she leads in the text."""
        tokens = self.parse.tokens
        for spot in list(self.drafts.spots):
            group = self.drafts.actors[spot.actor]
            if group.named or group.type == "person" or group.country is None:
                continue
            head = tokens[self.drafts.head(spot.first, spot.last)]
            if head.dep != "dobj" or tokens[head.head].lemma not in ("lead", "head", "represent", "command", "chair"):
                continue
            for other in self.drafts.before(spot.first, 1, 20):
                draft = self.drafts.actors[other.actor]
                subject = tokens[self.drafts.head(other.first, other.last)]
                leads = subject.dep == "nsubj" and subject.head == head.head
                if leads and draft.type == "person" and draft.country is None:
                    draft.country = draft.side = group.country

    def inherit_sides(self) -> None:
        """Give relatives and aides without a country the country of the person whose they are."""
        for name, titles in self.titles.items():
            actor = self.owner.get(name)
            if actor is None or self.drafts.actors[actor].country is not None:
                continue
            for title in titles:
                owner = self.owner.get(title.possessor) if title.possessor is not None else None
                if owner is not None:
                    draft, other = self.drafts.actors[actor], self.drafts.actors[owner]
                    draft.country, draft.side = other.country, other.side
