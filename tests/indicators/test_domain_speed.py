"""How long the charts of a nation may take."""

import random
import time
from datetime import date, timedelta

from concordat.indicators.domain.control_charts import draw_control_chart
from concordat.indicators.domain.series import Direction, Observed, Target


def test_thousand_series_of_sixty_points_take_two_seconds():
    chance = random.Random(6)
    months = [date(2020, 1, 1) + timedelta(days=30 * row) for row in range(60)]
    many = [[Observed(month, round(chance.gauss(50, 5), 1)) for month in months] for _ in range(1000)]
    began = time.process_time()
    for series in many:
        draw_control_chart(series, direction=Direction.INCREASE, targets=[Target(55)])
    assert time.process_time() - began < 2
