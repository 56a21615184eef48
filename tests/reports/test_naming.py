import dataclasses

import factories as make

from policycascade.reports.naming import short_names


def test_plans_of_one_region_are_told_apart() -> None:
    jobs = make.plan("甲规划")
    schools = dataclasses.replace(make.plan("乙规划"), field="教育")
    city, lost = make.plan("丙规划", make.CITY), make.plan("丁规划", None)
    again = dataclasses.replace(make.plan("戊规划"), field="教育")
    assert short_names([jobs, schools, city]) == {
        jobs.id: "云山省·人社",
        schools.id: "云山省·教育",
        city.id: "临江市",
    }
    assert short_names([jobs, schools, again, lost]) == {
        jobs.id: "云山省·人社",
        schools.id: "乙规划",
        again.id: "戊规划",
        lost.id: "丁规划",
    }
