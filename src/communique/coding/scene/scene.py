"""The marks of one article, looked up by word: who a noun stands for, and what kind of thing it is."""

from __future__ import annotations

from functools import cache, cached_property

from communique.coding.lexicon import lexicon
from communique.coding.scene.memory import remembered, remembered_list
from communique.coding.scene.parties import adversaries, land_of_rebels, mentions_by_country
from communique.coding.scene.surroundings import Surroundings
from communique.coding.scene.whereabouts import venue_of_news
from communique.words import PlaceMention

__all__ = ["Scene"]

_PARTITIVE = frozenset(
    "number total dozen hundred thousand million score series group wave handful majority part some most version lot kind sort set pair many "
    "several couple all each member half rest range host string batch couple any one two three four five six ten tens crowd "
    "array chorus raft batch slew package spate box crate truckload planeload shipload busload boatload tonne ton truck pallet last remainder".split()
)
_BY_NAME = frozenset({"*", "ACTOR", "ACTOR_NOT_PRESS", "PLACE", "ARMED"})
_OWN = frozenset({None, "PTY", "REB", "OPP", "PRE", "GOV", "MIL", "LEG", "CRM"})
"""What named people and bodies of no known country do that belong to the country an article is about."""
_THEM = frozenset({"him", "her", "them", "whom"})
_PRESS = frozenset("reporter journalist press media newspaper broadcaster television tv".split())
_ASKED = frozenset({"ACTOR", "PERSON", "ACTOR_NOT_PRESS", "ARMED", "NATIONALS", "PLACE", "OFFICIAL"})
_INSTITUTIONS = frozenset(
    "army military government police cabinet parliament navy junta presidency troop minister ministry authority state negotiator spokesman "
    "spokeswoman president delegation court gendarmerie official force soldier".split()
)
_OF_THE_UN = frozenset({"peacekeeper"})
_ARMED = frozenset({"REB", "PRM", "UAF", "MIL", "SPY", "COP"})
_FOLLOWING = frozenset("loyal allied ally align aligned lead belong affiliate affiliated back".split())
_PAIR_NOUNS = frozenset(
    "side party delegation camp team capital government country neighbour neighbor foe enemy rival army adversary signatory negotiator faction "
    "commander leader premier president belligerent".split()
)


class Scene(Surroundings):
    """One Analysis with its tree and look-up tables. Actors are indexes into `analysis.actors`."""

    @remembered
    def country(self, index: int) -> str | None:
        """Return the country (or PLOVER code) that the actor acts for; "the army" of a war inside one state is that state's."""
        a = self.actor(index)
        if a.country:
            return a.country
        serves = a.type == "person" and a.sector in ("GOV", "MIL", "COP", "LEG", "JUD", "SPY", "REB", "OPP")
        serves = serves or (a.type == "group" and a.sector in ("REB", "OPP"))
        serves = serves or (a.named and a.type in ("person", "group", "organisation") and a.sector in _OWN)
        if self.home is not None and (serves or (not a.named and self._is_institution(a.name))):
            return self.home
        return (a.side if a.side and a.side in self.states else None) or self._countries_by_words.get(index)

    @cached_property
    def _countries_by_words(self) -> dict[int, str]:
        """The countries of unnamed people by the words that speak of them: "the Trump administration", "rebels in the Philippines"."""
        out: dict[int, str] = {}
        for m in self.analysis.mentions:
            a = self.actor(m.actor)
            if m.form != "nominal" or a.named or a.country or m.actor in out:
                continue
            near = [
                self.modifier_actors(m.head),
                [b for k in self._one_apposed(m.head) for b, _ in self._direct.get(k, ())],
                [
                    b
                    for o in self.graph.prep_objects(m.head, "in", "of", "from")
                    for b in self.actors_at(o) or self.state_of_place(o)
                ],
            ]
            found = (c for actors in near for b in actors if b != m.actor and (c := self.actor(b).country))
            country = next(found, None)
            if country:
                out[m.actor] = country
        return out

    def _one_apposed(self, i: int) -> list[int]:
        """The name behind a noun that says who it is; of several people none."""
        return [] if self.tokens[i].tag in ("NNS", "NNPS") else self.graph.kids(i, "appos")

    @staticmethod
    def _is_institution(name: str) -> bool:
        last = name.lower().split(" ")[-1]
        return last in _INSTITUTIONS or last.removesuffix("s") in _INSTITUTIONS

    @cached_property
    def home(self) -> str | None:
        """The country that an article without two states is about: whose rebels fight at home, else the one named twice as often as any other."""
        return land_of_rebels(self) or self.foremost

    @cached_property
    def foremost(self) -> str | None:
        """The country that the article names twice as often as any other, whatever it is about."""
        count = mentions_by_country(self)
        ranked = sorted(count, key=lambda c: (-count[c], c))
        if not ranked or (len(ranked) > 1 and count[ranked[0]] < 2 * count[ranked[1]]):
            return None
        return ranked[0]

    @remembered
    def side(self, index: int) -> str:
        """Return the side that the actor stands on: a group of its own ("M23"), else its country, else its name."""
        a = self.actor(index)
        return a.side or a.country or self.country(index) or a.name

    @remembered_list
    def heads(self, i: int) -> list[int]:
        """Return the nouns meant by token `i`: itself, and what "dozens of", "a total of", "one of" are of."""
        out = [i]
        for at in out:
            if self.tokens[at].lemma.lower() in _PARTITIVE or self.tokens[at].pos == "NUM":
                after = ("of", "from") if self.tokens[at].pos == "NUM" else ("of",)
                out.extend(k for k in self.graph.prep_objects(at, *after) if k not in out)
            if self.tokens[at].lemma.lower() in lexicon().classes["MONEY"]:
                # "$300 million in military aid"
                below = self.graph.prep_objects(at, "in")
                aid = lexicon().classes["AID"]
                out.extend(k for k in below if k not in out and self.tokens[k].lemma.lower() in aid)
        return out

    @remembered_list
    def actors_at(self, i: int) -> list[int]:
        """Return the actors that the noun phrase headed by token `i` directly stands for."""
        out = [a for h in self.heads(i) for a, _ in self._direct.get(h, ())]
        if not out and self.is_each_other(i):
            return self._both(i)
        if not out:
            out = [a for k in self.graph.kids(i, "appos") for a, _ in self._direct.get(k, ())]
        return _once(out)

    def is_each_other(self, i: int) -> bool:
        """Tell whether token `i` ends "each other" or "one another": those who do it are those to whom it is done."""
        pair = (self.tokens[i - 1].text.lower(), self.tokens[i].text.lower()) if i else ()
        return pair in (("each", "other"), ("one", "another"))

    def _both(self, i: int) -> list[int]:
        """Whom "each other" at token `i` stands for: the subjects of its verb, none where it is itself their part."""
        verb = self.graph.clause_verb(i)
        return [] if i in {k for h in self.graph.agents(verb) for k in self.graph.subtree(h)} else self.doers(verb)

    @remembered
    def is_actor(self, i: int) -> bool:
        """Tell whether the noun phrase of token `i` stands for an actor, known or not ("Malian forces", "the rebels")."""
        if self.is_each_other(i):
            return bool(self._both(i))
        return bool(self._pair_at(i)) or any(
            self._is_people(h)
            or any(self._is_known(a) for a in (*self.actors_at(h), *self._nationals(h)))
            or (self._is_someone(h) and self.owners(h))
            for h in self.heads(i)
        )

    def _is_known(self, index: int) -> bool:
        """A speaker that is neither named nor of any side ("the recipe says") may be a thing."""
        a = self.actor(index)
        return a.named or self.country(index) is not None

    def side_actor(self, side: str) -> int | None:
        """Return the actor that stands for a side: its state, or the group of that name; None where the article has none."""
        if side in self.states:
            return self.states[side]
        return next(
            (n for n, a in enumerate(self.analysis.actors) if side in (a.name, a.side) and a.type != "person"), None
        )

    @remembered_list
    def _pair_at(self, i: int) -> list[int]:
        """Return the two adversaries where the noun phrase is "both sides", "the two delegations"."""
        t = self.tokens[i]
        # where the sides of a war inside one state have no names of their own, that state stands for both
        pair = self.pair or ((self.states[self.home],) if self.home is not None else ())
        if not pair or self.graph.prep_objects(i, "of"):
            return []
        if (
            t.text.lower() in ("both", "two")
            and t.pos in ("PRON", "NUM", "NOUN", "DET")
            and (t.dep in ("nsubj", "nsubjpass", "dobj") or self.tokens[t.head].text.lower() == "between")
        ):
            # "both had agreed", "the two had agreed", "between the two"
            return list(pair)
        if t.lemma.lower() not in _PAIR_NOUNS:
            return []
        words = {self.tokens[k].text.lower() for k in self.graph.kids(i, "det", "nummod", "predet", "amod")}
        if words & {"each", "neither", "either"}:
            return list(pair)
        plural = t.tag in ("NNS", "NNPS")
        if plural and (
            words & {"both", "two", "warring", "rival", "opposing"}
            or (
                t.lemma.lower() in ("delegation", "side", "party", "signatory", "negotiator")
                and words & {"the", "same"}
            )
        ):
            return list(pair)
        return []

    @cached_property
    def pair(self) -> tuple[int, ...]:
        """The two adversaries of the article, () where they cannot be told: the sides most often named, brokers left out."""
        return adversaries(self)

    @cached_property
    def parties(self) -> frozenset[str]:
        """The sides of the two adversaries, else the one state whose inner conflict the article is about."""
        return frozenset(self.side(a) for a in self.pair) or frozenset([self.home] if self.home is not None else [])

    @remembered_list
    def doers(self, verb: int) -> list[int]:
        """Return the actors that are the subject of the verb, with those of a list that the parser cut off before it."""
        t = self.tokens[verb]
        if t.dep == "acl" and t.tag == "VB":
            # "welcomed the agreement of Chad and Niger to free them": those two are to
            own = [a for o in self.graph.prep_objects(t.head, "of", "between", "by") for a in self.people_at(o)]
            if own:
                return _once(own)
        heads = self.graph.agents(verb)
        out: list[int] = []
        if heads:
            at = min(self.graph.subtree(h)[0] for h in heads) - 1
            while (
                at > 0
                and self.tokens[at].text == ","
                and self.tokens[at - 1].pos == "PROPN"
                and (at - 1) in self._direct
            ):
                if self.tokens[at].sentence != self.tokens[verb].sentence:
                    break
                out = [a for a, _ in self._direct[at - 1]] + out
                mention = self._direct[at - 1][0][1]
                at = self.graph.words(mention.start, mention.end)[0].i - 1
        return _once(out + [a for h in heads for a in self.people_at(h)])

    def _is_person(self, i: int) -> bool:
        """Whether the noun stands for people: a named person, people of a nation, or "students", "soldiers"."""
        if any(self.actor(a).type == "person" for a in self.actors_at(i)) or self._is_people(i) or self._is_someone(i):
            return True
        return self.tokens[i].tag in ("NNPS", "NNS", "NNP") and bool(self._nationals(i))

    @remembered
    def _is_people(self, i: int) -> bool:
        classes = lexicon().classes
        lemma = self.tokens[i].lemma.lower()
        return any(lemma in classes[c] for c in ("TROOPS", "PEOPLE", "ENVOYS", "BODIES"))

    @remembered_list
    def _nationals(self, i: int) -> list[int]:
        """The state whose people the noun names ("thousands of Georgians")."""
        return [a for a, _ in self._demonym.get(i, ())] if self.tokens[i].tag in ("NNS", "NNPS", "NNP", "NN") else []

    @remembered
    def _is_someone(self, i: int) -> bool:
        """Whether the noun names people or a body of somebody's: no actor by itself, but one with an owner."""
        return (
            self.tokens[i].lemma.lower() in lexicon().classes["PERSONS"]
            or self.phrase(i) in lexicon().classes["PERSONS"]
        )

    def principal(self, index: int) -> int:
        """Return the state behind an unnamed group of its people ("Ukrainian negotiators"), else the actor itself."""
        a = self.actor(index)
        if a.type == "group" and not a.named and a.sector not in ("MIL", "REB") and a.country in self.states:
            return self.states[a.country]
        return index

    def is_press(self, i: int) -> bool:
        """Tell whether token `i` names the press as such ("told reporters")."""
        return self.tokens[i].lemma.lower() in _PRESS

    @remembered_list
    def owners(self, i: int) -> list[int]:
        """Return whose the thing at token `i` is: possessors, demonyms before it, "of"/"by"/"in" phrases, places."""
        out: list[int] = []
        for k in self.graph.modifiers(i):
            if self.is_maker(k):
                continue
            out.extend(a for a, _ in self._demonym.get(k, ()))
            out.extend(a for a, _ in self._direct.get(k, ()))
            if k not in self._demonym and k not in self._direct:
                out.extend(self.state_of_place(k))
        for preps in (("of", "by", "from"), ("in", "on", "inside", "across", "near", "around", "against", "off")):
            own = self.graph.prep_objects(i, *preps) if not out or self._is_theirs(i) else []
            for o in own:
                out.extend(self._pair_at(o) or self.actors_at(o) or self.modifier_actors(o) or self.state_of_place(o))
        return _once(out)

    def _is_theirs(self, i: int) -> bool:
        """Whether only "its" or "their" stands before the noun: "its bases in Syria" are in Syria as well."""
        named = [k for k in self.graph.modifiers(i) if k in self._direct or k in self._demonym]
        return bool(named) and all(self.tokens[k].tag == "PRP$" for k in named)

    def makers(self, i: int) -> list[int]:
        """Return whose the weapon or attack at token `i` is: whom it names before it, else who sent it."""
        g = self.graph
        senders = [
            *g.prep_objects(i, "of", "by", "from"),
            *(o for k in g.kids(i, "acl") for o in g.prep_objects(k, "by")),
        ]
        sent = [a for o in senders for a in self.people_at(o) or self.modifier_actors(o)]
        return self.modifier_actors(i) or _once(sent)

    @remembered_list
    def modifier_actors(self, i: int) -> list[int]:
        """Return the actors that stand before the noun at token `i` as possessors, compounds or demonyms."""
        return _once(
            [a for k in self.graph.modifiers(i) for t in (self._demonym, self._direct) for a, _ in t.get(k, ())]
        )

    @remembered_list
    def actors_before(self, k: int) -> list[int]:
        """Return the actors that the modifier at token `k` names, as a name or as a demonym."""
        return [] if self.is_maker(k) else self.named_by(k)

    def named_by(self, k: int) -> list[int]:
        """Return the actors that the word at token `k` names, as a name or as a demonym, makers included."""
        return _once([a for t in (self._direct, self._demonym) for a, _ in t.get(k, ())])

    @remembered_list
    def people_at(self, i: int) -> list[int]:
        """Return who acts when the noun phrase of token `i` is a subject: the actor itself, else the state behind it."""
        sent = (
            [a for o in self.graph.prep_objects(i, "of", "from") for a in self._pair_at(o)]
            if self._is_people(i)
            else []
        )
        direct = self._pair_at(i) or _once(sent) or self.actors_at(i)
        if direct and self._is_people(i) and not any(self.actor(a).named for a in direct):
            # "envoys of the army and of the RSF": those who sent them
            senders = _once([a for o in self.graph.prep_objects(i, "of", "from") for a in self.actors_at(o)])
            if len({self.side(a) for a in senders}) > 1:
                return senders
        if direct:
            return direct
        named = _once([a for h in self.heads(i) for a in self._nationals(h)])
        if named:
            return named
        if self.tokens[i].pos == "PROPN" or any(self._is_people(h) or self._is_someone(h) for h in self.heads(i)):
            owners = _once([a for h in self.heads(i) for a in self._followed(h) or self.owners(h)])
            if self.tokens[i].lemma.lower() in _OF_THE_UN:
                sent = _once([a for h in self.heads(i) for a in self.modifier_actors(h)])
                return sent or [n for n, a in enumerate(self.analysis.actors) if a.country == "UNO"][:1] or owners
            if owners or self.tokens[i].lemma.lower() not in _INSTITUTIONS or self.home is None:
                return owners
            return [self.states[self.home]]
        return []

    def _followed(self, i: int) -> list[int]:
        """Whom the people at token `i` follow: "forces loyal to Haftar", "fighters led by M23"."""
        g = self.graph
        ties = [k for k in g.kids(i, "amod", "acl", "relcl") if k > i and self.tokens[k].lemma.lower() in _FOLLOWING]
        return _once([a for k in ties for o in g.prep_objects(k, "to", "with", "by") for a in self.actors_at(o)])

    def named_below(self, i: int, *preps: str, apart: tuple[str, ...] = ()) -> list[int]:
        """Return the actors named anywhere in the phrases that hang on token `i` by the prepositions, clauses left out.

        Phrases further below that begin with one of `apart` are left out too.

        Lists of names with titles are what the parser gets wrong most; this does not depend on how it coordinates them.
        """
        out: list[int] = []
        for p in self.graph.kids(i, "prep"):
            if self.tokens[p].text.lower() not in preps:
                continue
            stack = list(self.graph.kids(p))
            below: list[int] = []
            while stack:
                at = stack.pop()
                below.append(at)
                stack.extend(
                    k
                    for k in self.graph.kids(at)
                    if self.tokens[k].dep not in ("relcl", "acl", "advcl", "ccomp", "poss")
                    and not (self.tokens[k].dep == "prep" and self.tokens[k].text.lower() in apart)
                )
            out.extend(a for k in sorted(below) for a, m in self._direct.get(k, ()) if not self.is_press(k))
        return _once(out)

    @cached_property
    def venue(self) -> PlaceMention | None:
        """The city of the dateline where it is that of the news: in a country that is no party."""
        return venue_of_news(self.analysis, self.parties) if self.parties else None

    def is_official(self, i: int) -> bool:
        """Tell whether the noun phrase of token `i` stands for people who act for a state or movement, or for one named person of a country."""
        if self.tokens[i].lemma.lower() in lexicon().classes["OFFICIALS"]:
            return True
        return any(
            a.type == "person" and a.country is not None and (a.named or a.sector is not None)
            for a in map(self.actor, self.actors_at(i))
        )

    def is_class(self, i: int, names: tuple[str, ...]) -> bool:
        """Tell whether the noun or verb at token `i` belongs to one of the word classes or is one of the words."""
        words, phrases, asked = _sorted_names(names)
        if not words.isdisjoint(self.kinds(i)):
            return True
        if phrases and any(self._is_phrase(k, phrases) for k in (*self.heads(i), *self._titles(i))):
            return True
        return bool(asked) and (
            any(self._has(h, name) for h in self.heads(i) for name in asked)
            or any(self._has(t, name) for t in self._titles(i) for name in asked if name not in _BY_NAME)
        )

    @remembered
    def kinds(self, i: int) -> frozenset[str]:
        """Return the words that token `i` stands for and the word classes that they belong to, those of a title before a name too."""
        heads = self.heads(i)
        titles = self._titles(i)
        if len(heads) == 1 and not titles:
            return self._kinds(i)
        return frozenset[str]().union(*map(self._kinds, heads), *map(self._kinds, titles))

    def _titles(self, i: int) -> list[int]:
        """The common nouns before a name ("the reporter Evan Gershkovich"): what the named one is."""
        if self.tokens[i].pos != "PROPN":
            return []
        return [k for k in self.graph.kids(i, "compound", "nmod") if self.tokens[k].pos == "NOUN"]

    def _is_phrase(self, i: int, phrases: tuple[str, ...]) -> bool:
        """Whether the noun is one of the phrases of several words, what is before it or what it is "of" seen."""
        return self.phrase(i).endswith(phrases) or self._phrase_of(i) in phrases

    @remembered
    def _kinds(self, i: int) -> frozenset[str]:
        """The word itself and the word classes that it belongs to by lemma, form or phrase."""
        t = self.tokens[i]
        lemma = t.lemma.lower()
        by_word, by_last = _classes()
        spelt = {
            lemma,
            t.text.lower(),
            self._phrase_of(i),
            *(w for w in by_last.get(lemma, ()) if self.phrase(i).endswith(w)),
        }
        them = ("VICTIMS",) if t.text.lower() in _THEM else ()
        return frozenset({"*", lemma, t.text.lower(), *them}.union(*(by_word.get(w, ()) for w in spelt)))

    @remembered
    def _has(self, i: int, name: str) -> bool:
        """Tell whether the token is what no list of words can tell: an actor, a person, a place."""
        if name == "ACTOR":
            return self.is_actor(i)
        if name == "PERSON":
            return self._is_person(i)
        if name == "ACTOR_NOT_PRESS":
            return self.is_actor(i) and not self.is_press(i)
        if name == "ARMED":
            return self._is_armed(i)
        if name == "NATIONALS":
            return self.tokens[i].tag in ("NNS", "NNPS") and bool(self._nationals(i))
        if name == "PLACE":
            return self.place_at(i) is not None or any(
                self.actor(a).type == "state" for a, _ in self._direct.get(i, ())
            )
        return self.is_official(i)

    @remembered
    def _is_armed(self, i: int) -> bool:
        """Whether the noun stands for soldiers, fighters or an armed group, by a common noun or by name."""
        classes = lexicon().classes
        lemma = self.tokens[i].lemma.lower()
        last = lemma.removesuffix("s") if self.tokens[i].pos == "PROPN" else lemma
        if any(w in classes[c] for c in ("TROOPS", "FORCES") for w in (lemma, last, self.phrase(i))):
            return True
        return any(a.type == "group" and a.sector in _ARMED for a in map(self.actor, self.actors_at(i)))


@cache
def _sorted_names(names: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Names of classes and single words; phrases; and what must be asked of the token."""
    known = lexicon().classes
    phrases = tuple(n for n in names if " " in n and n not in known)
    asked = tuple(n for n in names if n in _ASKED)
    return frozenset(names) - {*phrases, *asked}, phrases, asked


@cache
def _classes() -> tuple[dict[str, set[str]], dict[str, list[str]]]:
    """The word classes by their members, and members of more than one word by their last word."""
    by_word: dict[str, set[str]] = {}
    by_last: dict[str, list[str]] = {}
    for name, words in sorted(lexicon().classes.items()):
        for word in sorted(words):
            by_word.setdefault(word, set()).add(name)
    for word in by_word:
        if " " in word:
            by_last.setdefault(word.rpartition(" ")[2], []).append(word)
    return by_word, by_last


def _once(found: list[int]) -> list[int]:
    return list(dict.fromkeys(found))
