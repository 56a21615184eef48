import pytest

from policycascade.graph.query import QueryResult, saved_queries
from policycascade.visualize.query_pages import query_page

STRICTER = next(query for query in saved_queries() if query.name == "加码")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_answer_says_what_it_means(lang: str) -> None:
    assert STRICTER.none
    told = f'<p class="notice">{STRICTER.none.get(lang)}</p>'
    empty = query_page(STRICTER, QueryResult(("indicator",), ()), {}, lang)
    assert told in empty
    found = query_page(STRICTER, QueryResult(("indicator",), (("指标",),)), {}, lang)
    assert told not in found
