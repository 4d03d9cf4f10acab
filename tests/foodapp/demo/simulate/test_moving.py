from random import Random

from foodapp.demo.simulate.moving import Walk
from foodapp.demo.town.place import at
from foodapp.kit.geo import distance_m

HERE, THERE = at(0, 0), at(600, 800)


def test_a_walk_arrives_exactly_and_stays():
    walk = Walk(HERE)
    walk.head_for(Random(1), THERE)
    for _ in range(100):
        walk.go(50)
    assert walk.at == THERE
    assert walk.is_there
    walk.go(50)
    assert walk.at == THERE


def test_a_walk_goes_round_a_corner_no_further_than_along_two_streets():
    for number in range(50):
        walk = Walk(HERE)
        walk.head_for(Random(number), THERE)
        metres = 0
        while not walk.is_there:
            walk.go(10)
            metres += 10
        assert 1000 < metres <= 1400 + 10


def test_a_step_is_as_long_as_it_says():
    walk = Walk(HERE)
    walk.head_for(Random(1), THERE)
    walk.go(120)
    assert abs(distance_m(HERE, walk.at) - 120) < 1


def test_who_is_under_way_does_not_start_again():
    walk = Walk(HERE)
    walk.head_for(Random(1), THERE)
    ahead = list(walk.ahead)
    walk.head_for(Random(2), THERE)
    assert walk.ahead == ahead
