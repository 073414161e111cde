"""What is remembered is worked out once, and nobody can change what another gets."""

from __future__ import annotations

from communique.coding.scene.memory import remembered, remembered_list


class Tree:
    """Something that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    @remembered
    def height(self, at: int) -> int:
        self.asked += 1
        return at + 1

    @remembered_list
    def below(self, at: int) -> list[int]:
        self.asked += 1
        return [at, at + 1]


def test_a_method_is_worked_out_once_for_each_object_and_arguments():
    one, other = Tree(), Tree()
    assert [one.height(1), one.height(1), one.height(2), other.height(1)] == [2, 2, 3, 2]
    assert (one.asked, other.asked) == (2, 1)


def test_every_caller_gets_a_list_of_its_own():
    tree = Tree()
    tree.below(1).append(9)
    assert (tree.below(1), tree.asked) == ([1, 2], 1)


def test_functions_of_one_name_are_told_apart():
    @remembered
    def first(tree: Tree, at: int) -> int:
        return at + tree.asked

    second = remembered(lambda tree, at: at - tree.asked - 1)
    tree = Tree()
    assert (first(tree, 1), second(tree, 1)) == (1, 0)
