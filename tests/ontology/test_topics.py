"""Policy fields: the vocabulary, and the field of a title."""

import pytest

from policycascade.ontology.topics import Topic, find_topic, topics


@pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic.id)
def test_every_example_belongs_to_its_field(topic: Topic) -> None:
    assert topic.examples
    for example in topic.examples:
        assert find_topic(example) == topic.id


def test_no_word_belongs_to_two_fields() -> None:
    words = [word for topic in topics() for word in topic.words]
    assert len(words) == len(set(words))
    assert len({topic.id for topic in topics()}) == len(topics())


def test_a_title_without_such_words_has_no_field() -> None:
    assert find_topic("关于印发工作要点的通知") is None
