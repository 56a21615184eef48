from policycascade.cascade.assign import assign


def test_nothing_below_the_least_score_is_joined() -> None:
    assert assign({(0, 0): 0.49, (1, 1): 0.5}, 0.5) == [(1, 1)]
    assert assign({}, 0.5) == []


def test_one_strong_pair_is_not_given_up_for_two_weak_ones() -> None:
    assert assign({(0, 0): 1.0, (0, 1): 0.6, (1, 0): 0.6}, 0.5) == [(0, 0)]


def test_the_result_does_not_hang_on_the_order_of_the_scores() -> None:
    scores = {(n, m): 0.5 + (n * 7 + m * 3) % 5 / 10 for n in range(6) for m in range(6)}
    turned = dict(reversed(list(scores.items())))
    assert assign(scores, 0.5) == assign(turned, 0.5)
