"""Finds who is meant by a description: "a US official", "the envoy", "both sides", "the country", "Russian forces"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from communique import world
from communique.annotation.actors.drafting import Draft, Drafts, Spot
from communique.annotation.actors.pairs import Pairs
from communique.annotation.actors.sides import country_of, group_between, sector_of_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from communique.annotation.actors.identity import Identity
    from communique.annotation.actors.lexicon import Lexicon, RoleWord
    from communique.annotation.actors.names import Name
    from communique.annotation.actors.titles import TitleReader
    from communique.annotation.tokens import Parse

__all__ = ["Nominals"]

_CASES = frozenset({"'s", "’s", "'", "’"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_THE = frozenset({"the", "this", "that", "these", "those"})
_NEW = frozenset({"another", "second", "third", "different", "other", "separate", "fellow"})
_BOTH = frozenset(
    {"both", "two", "three", "warring", "rival", "opposing", "negotiating", "neighbouring", "neighboring"}
)
_UTTERANCES = frozenset(
    [
        "statement",
        "communique",
        "communiqué",
        "declaration",
        "report",
        "readout",
        "post",
        "tweet",
        "letter",
        "message",
        "document",
        "briefing",
        "announcement",
        "release",
        "spokesperson",
        "memo",
        "note",
        "source",
        "sources",
        "bulletin",
        "dispatch",
        "press",
    ]
)
_VERBS = frozenset({"host", "hosts", "broker", "brokers", "mediates", "leads", "heads", "chairs", "pilots", "aides"})
_FIGHT = frozenset({"REB", "PRM", "MIL", "PTY", "SOC"})
_ANY_BODY = frozenset({"group", "agency", "body", "organisation", "organization", "bloc", "institution"})
_STRIPPED = frozenset(
    {
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "another",
        "one",
        "some",
        "many",
        "several",
        "its",
        "their",
        "his",
        "her",
        "our",
    }
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A description: tokens `first` up to its head `i`; `role` or `head` is what the lists say of the head."""

    first: int
    i: int
    role: RoleWord | None
    head: tuple[str, str, str] | None
    article: str
    modifiers: frozenset[str]
    plural: bool


class Nominals:
    """Reads the descriptions of one article, in text order, after the names have their actors."""

    def __init__(
        self,
        parse: Parse,
        lex: Lexicon,
        drafts: Drafts,
        identity: Identity,
        reader: TitleReader,
        *,
        titled: set[int],
        parties: tuple[int, ...] = (),
    ) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.lex = lex
        self.drafts = drafts
        self.identity = identity
        self.reader = reader
        self.titled = titled
        self.lowered = reader.lowered
        self.listed = lex.countries | lex.bodies | lex.pairs | lex.pairs_of_people
        self.pairs = Pairs(parse, drafts, parties)
        self.made: dict[tuple[str, str, str], int] = {}
        self.by_head: dict[tuple[str, str, str], int] = {}

    def place_all(self, speakers: set[int]) -> None:
        """Mark every description; `speakers` are the tokens that name a speaker."""
        for t in self.tokens:
            if t.tag in _NOUNS and t.i not in self.titled and t.i not in self.reader.name_at:
                self._read(t.i, speaker=t.i in speakers)

    def _read(self, i: int, *, speaker: bool) -> None:
        sentence = self.parse.sentences[self.tokens[i].sentence]
        after = self.tokens[i + 1] if i + 1 < sentence.last else None
        modifies = after is not None and after.tag in _NOUNS and self.tokens[i].head == after.i and not speaker
        if modifies and self.lowered[i + 1] not in _UTTERANCES:
            return  # "government building"
        if speaker and self.lowered[i] in _UTTERANCES and i > sentence.first and self._utterance(i, sentence.first):
            return
        word = self.lowered[i]
        if after is not None and after.text == "-":
            return  # the first half of "secretary-general"
        role = self.lex.role_ending_at(self.lowered, i, sentence.first)
        head = self._head_word(i, sentence.first)
        if role is None and head is None and word not in self.listed:
            return
        first = self._phrase_start(i, sentence.first)
        phrase = _Phrase(
            first,
            i,
            role,
            head,
            self.lowered[first] if first < i else "",
            frozenset(self.lowered[first:i]),
            self.tokens[i].tag in ("NNS", "NNPS"),
        )
        codes = self._countries(first, i)
        if self._several(phrase, codes):
            return
        if not codes:
            codes = self._countries_behind(i, sentence.last)
        owned = role is None and self.tokens[first].tag == "PRP$"
        if owned and not codes:
            return  # "his office": whose it is has a mention
        if role is None and not codes and self._repeats(first, i):
            return
        if codes:
            self._with_country(phrase, codes)
        elif phrase.article in _THE:
            self._definite(phrase, speaker=speaker)
        elif speaker or self._belongs(first, i):
            self._unnamed(phrase, None)

    def _utterance(self, i: int, lowest: int) -> bool:
        """Give "a Kenyan government statement" to the government; return whether its author was found."""
        author = self.drafts.ends.get(i) or self.drafts.ends.get(i - 1 if self.lowered[i - 1] in _CASES else i)
        acting = [s for s in author or () if s.form != "demonym"] or list(author or ())
        if not acting:
            return False
        first = self._phrase_start(i, lowest)
        self.drafts.mention(Spot(first, i + 1, acting[-1].actor, "nominal", rule="nominal:utterance"))
        return True

    # the phrase

    def _phrase_start(self, i: int, lowest: int) -> int:
        first = self.reader.phrase_start(i, lowest)
        while first - 1 >= lowest and (
            self.lowered[first - 1] in _STRIPPED
            or self.lowered[first - 1] in ("both", "all", "the")
            or self.tokens[first - 1].tag in ("CD", "DT", "PRP$")
        ):
            if self.lowered[first - 1] == "that" and self.tokens[first - 1].tag == "IN":
                break
            first -= 1
        return first

    def _head_word(self, i: int, lowest: int) -> tuple[str, str, str] | None:
        if i - 1 >= lowest:
            two = f"{self.lowered[i - 1]} {self.lowered[i]}"
            if two in self.lex.heads:
                return self.lex.heads[two]
        return self.lex.heads.get(self.lowered[i])

    def _countries(self, first: int, i: int) -> list[str]:
        """Return the codes of the states that the phrase names before its head, each once."""
        found: list[str] = []
        for k in range(first, i):
            name = self.reader.name_at.get(k)
            if name is not None and name.first == k and name.kind != "person":
                code = country_of(name)
                if code is not None and code not in found:
                    found.append(code)
        return found

    def _countries_behind(self, i: int, end: int) -> list[str]:
        """Return the codes in "officials from both Mali and Niger", "the government of Peru"."""
        at = i + 1
        if at >= end or self.lowered[at] not in ("of", "from"):
            return []
        found: list[str] = []
        at += 1
        steps = 0
        while at < end and steps < 8:
            name = self.reader.name_at.get(at)
            if name is not None and name.kind in ("state", "seat"):
                code = country_of(name)
                if code is not None and code not in found:
                    found.append(code)
                at = name.last
            elif self.lowered[at] in ("the", "both", "and", ",", "either", "or"):
                at += 1
            else:
                break
            steps += 1
        return found

    def _belongs(self, first: int, i: int) -> bool:
        """Return whether a people or body names the phrase: "Tuareg rebels", "European diplomats"."""
        opening = self.parse.sentences[self.tokens[i].sentence].first
        return any(
            ((n := self.reader.name_at.get(k)) is not None and n.kind != "person")
            or (n is None and k > opening and self.tokens[k].text[:1].isupper() and self.tokens[k].tag in ("JJ", "NNP"))
            for k in range(first, i)
        )

    # several at once

    def _several(self, phrase: _Phrase, codes: list[str]) -> bool:
        """Read "both sides", "the two American envoys"; return whether it was one of these."""
        first, i, article, modifiers = phrase.first, phrase.i, phrase.article, phrase.modifiers
        word = self.lowered[i]
        people = word in self.lex.pairs_of_people
        if not (people or word in self.lex.pairs) or len(codes) > 1 or (codes and not people):
            return False
        owners = {self.lowered[k] for k in range(first, i) if k in self.reader.name_at}
        if modifiers - _BOTH - _THE - {"-"} - owners:
            return False
        if not (modifiers & _BOTH or (word in ("sides", "parties", "pair", "duo") and (article in _THE or first == i))):
            return False
        size = 3 if "three" in modifiers else 2
        if people:
            members = self.pairs.persons_before(first, size, word, codes[0] if codes else None)
        else:
            members = self.pairs.states_before(first, size)
        for actor in members:
            self.drafts.mention(Spot(first, i + 1, actor, "nominal", rule="nominal:several"))
        return bool(members)

    # with a country

    def _with_country(self, phrase: _Phrase, codes: list[str]) -> None:
        i, role = phrase.i, phrase.role
        if (role is None or role.entry == "official") and self._renames(phrase.first, i):
            return
        if self.lowered[i] in _VERBS and self.tokens[i - 1].tag.startswith("NNP") and i - 1 in self.reader.name_at:
            return  # "the United States brokers": the verb
        if role is None and phrase.head is None and self.lowered[i] not in self.lex.bodies - self.lex.countries:
            return
        if role is not None and not role.plural and len(codes) == 1:
            actor = self._bearer(role, codes[0], i)
            if actor is not None and phrase.article not in ("a", "an", "another"):
                self.drafts.mention(Spot(phrase.first, i + 1, actor, "title", rule="nominal:title"))
                return
        for code in codes:
            state = self._state_at_the_table(phrase, code)
            if state is not None:
                self.drafts.mention(Spot(phrase.first, i + 1, state, "nominal", rule="nominal:party"))
            else:
                self._unnamed(phrase, code, several=len(codes) > 1)

    def _state_at_the_table(self, phrase: _Phrase, code: str) -> int | None:
        """Return the state that "the Turkish side" or "Ankara's delegation" stands for; a movement's side is no state's."""
        words = self.lowered[phrase.first : phrase.i + 1]
        if words[-1] not in self.lex.parties:
            return None
        owners = [self.reader.name_at.get(k) for k in range(phrase.first, phrase.i)]
        if any(n is not None and n.kind not in ("state", "demonym", "capital", "seat") for n in owners):
            return None
        if phrase.article in ("a", "an", "another") or not any(owners):
            return None
        return self.identity.state(code)

    def _renames(self, first: int, i: int) -> bool:
        """Read "Kenya's state broadcaster KBC": the description belongs to the organisation named right behind."""
        name = self.reader.name_at.get(i + 1)
        if name is None or name.first != i + 1 or name.kind not in ("organisation", "group"):
            return False
        actor = self.identity.owner.get(name)
        if actor is None:
            return False
        self.drafts.mention(Spot(first, i + 1, actor, "nominal", rule="nominal:renames"))
        return True

    def _repeats(self, first: int, i: int) -> bool:
        """Read "the Green Centre party": the noun only says what the organisation named before it is."""
        name = self.reader.name_at.get(i - 1)
        actor = self.identity.owner.get(name) if name is not None and name.kind in ("organisation", "group") else None
        if actor is None or self.lowered[i] not in self.lex.bodies:
            return False
        self.drafts.mention(Spot(first, i + 1, actor, "nominal", rule="nominal:repeats"))
        return True

    def _bearer(self, role: RoleWord, country: str | None, before: int) -> int | None:
        """Return the person of a country who bears a title: the last one named before the words, else the next one."""

        def fits(s: Spot) -> bool:
            draft = self.drafts.actors[s.actor]
            if draft.type != "person" or s.form == "pronoun" or (country is not None and draft.country != country):
                return False
            return role.singular in draft.heads or (role.singular == "counterpart" and country is not None)

        for s in self.drafts.before(before, 200):
            if fits(s):
                return s.actor
        if country is None:
            return None
        sentence = self.tokens[before].sentence
        for number in range(sentence, min(sentence + 40, len(self.parse.sentences))):
            for s in self.drafts.by_sentence.get(number, ()):
                if s.first > before and fits(s):
                    return s.actor
        return None

    def _unnamed(self, phrase: _Phrase, country: str | None, *, several: bool = False) -> None:
        """Mark an actor without a name, the same for the same words: "US official", "Ukrainian officials"."""
        first, i = phrase.first, phrase.i
        country = country or self._from_scene(first)
        start = first
        while start < i and (self.lowered[start] in _STRIPPED or self.tokens[start].tag in ("CD", "DT", "PRP$")):
            start += 1
        text = self.parse.text(self.tokens[start].start, self.tokens[i].end)
        words = self.lowered[start : i + 1]
        number = "p" if phrase.plural else "s"
        described = " ".join(w for w in words if not self._names_country(w)) if country else text.lower()
        if several and country is not None:
            land = world.country(country)
            adjective = land.adjectives[0] if land is not None and land.adjectives else country
            text = f"{adjective} {self.parse.text(self.tokens[i].start, self.tokens[i].end)}"
            described = self.lowered[i]
        key = (country or "", described, number)
        actor = self.made.get(key)
        if actor is None and phrase.article in _THE:
            actor = self._by_head(key)
        if actor is None or (phrase.modifiers & _NEW and not phrase.plural):
            kind, sector = self._kind_and_sector(phrase, words)
            heads = [self.lowered[i], *([phrase.role.singular] if phrase.role is not None else [])]
            side = group_between(self.reader.names, start, i) or country
            actor = self.drafts.add(Draft(text, kind, country, sector, side, named=False, heads=heads))
        self.made[key] = actor
        self.by_head[key[0], key[1].split(" ")[-1], key[2]] = actor
        self.drafts.actors[actor].forms.append(text)
        self.drafts.mention(Spot(first, i + 1, actor, "nominal", rule="nominal:unnamed"))

    def _kind_and_sector(
        self, phrase: _Phrase, words: list[str]
    ) -> tuple[Literal["person", "organisation", "group"], str | None]:
        role, head = phrase.role, phrase.head
        kind: Literal["person", "organisation", "group"] = "person" if role is not None else "organisation"
        if phrase.plural or (head is not None and role is None and head[0] == "group"):
            kind = "organisation" if head is not None and role is None and head[0] == "organisation" else "group"
        if head is not None:
            return kind, head[1]
        sector = role.sector if role is not None else None
        if role is not None and role.entry == "official":
            sector = next((self.lex.sectors[w,] for w in words if (w,) in self.lex.sectors), sector)
        return kind, sector or sector_of_words(self.lex, words)

    def _from_scene(self, before: int) -> str | None:
        """Return the country of "In Manila, officials said": the sentence opens with its capital or name."""
        sentence = self.parse.sentences[self.tokens[before].sentence]
        name = self.reader.name_at.get(sentence.first + 1)
        if self.lowered[sentence.first] != "in" or name is None or name.kind not in ("capital", "state"):
            return None
        return country_of(name) if name.last < len(self.tokens) and self.lowered[name.last] == "," else None

    def _names_country(self, word: str) -> bool:
        return (
            word in _CASES
            or world.by_demonym(word.title()) is not None
            or world.country_by_name(word.upper()) is not None
            or world.country_by_name(word.title()) is not None
        )

    def _by_head(self, key: tuple[str, str, str]) -> int | None:
        """Return the actor of the same country and head with other adjectives: "the official", "a senior official"."""
        return self.by_head.get((key[0], key[1].split(" ")[-1], key[2]))

    # definite, without a country

    def _definite(self, phrase: _Phrase, *, speaker: bool) -> None:
        first, i, role = phrase.first, phrase.i, phrase.role
        word = self.lowered[i]
        actor: int | None = None
        if word in self.lex.countries:
            actor = self._last_state(first)
        elif role is not None and not role.plural:
            actor = self._bearer(role, None, first) or self._last(
                first, lambda d: d.type == "person" and word in {h.split(" ")[-1] for h in d.heads}
            )
        elif word in self.lex.bodies or phrase.head is not None:
            actor = self._body(word, first)
        elif role is not None:
            actor = self._last(first, lambda d: d.type == "group" and word in d.heads)
        if actor is not None:
            self.drafts.mention(Spot(first, i + 1, actor, "nominal", rule="nominal:definite"))
        elif speaker:
            self._unnamed(phrase, None)

    def _body(self, word: str, before: int) -> int | None:
        """Return the organisation or group that "the movement", "the company", "the council" means."""
        actor = self._last(
            before, lambda d: d.type in ("organisation", "group") and word in {h.split(" ")[-1] for h in d.heads}
        )
        if actor is None and word in self.lex.fighters:
            actor = self._last(before, lambda d: d.type in ("organisation", "group") and d.named and d.sector in _FIGHT)
        if actor is None and word in self.lex.firms:
            actor = self._last(before, lambda d: d.type == "organisation" and d.named and d.sector in (None, "BUS"))
        if actor is None and word in _ANY_BODY:
            actor = self._last(before, lambda d: d.type in ("organisation", "group") and d.named and d.sector != "GOV")
        return actor

    def _last_state(self, before: int) -> int | None:
        """Return the state that "the country" means: one named here or just before goes before an adjective's."""
        here = self.tokens[before].sentence
        ranked: list[tuple[int, int, int]] = []
        for s in self.drafts.before(before, 8):
            if self.drafts.actors[s.actor].type == "state":
                back = here - self.tokens[s.first].sentence
                owner = s.last < len(self.tokens) and self.lowered[s.last] in _CASES
                weak = s.form == "demonym" and not owner
                ranked.append((back + (2 if weak else 0), -s.first, s.actor))
        return min(ranked)[2] if ranked else None

    def _last(self, before: int, fits: Callable[[Draft], bool]) -> int | None:
        for s in self.drafts.before(before):
            if s.form != "demonym" and fits(self.drafts.actors[s.actor]):
                return s.actor
        return None


def place_capitals(identity: Identity, names: list[Name], parse: Parse) -> None:
    """Mark the capitals that act as their states."""
    from communique.annotation.actors.metonyms import acts

    for name in names:
        if name.kind == "capital" and acts(parse, name):
            code = country_of(name)
            actor = identity.state(code) if code is not None else None
            if actor is not None:
                identity.owner[name] = actor
                identity.drafts.mention(Spot(name.first, name.last, actor, "metonym", rule="metonym:capital"))
