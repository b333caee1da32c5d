from __future__ import annotations

import pytest

from egress_notebooks.savings import gateway_endpoint, interface_endpoint, same_zone_routing, sensitivity

# List prices of us-east-1.
NAT, ENDPOINT, ENDPOINT_HOUR = 0.045, 0.01, 0.01


def test_a_gateway_endpoint_saves_processing_and_the_way_to_another_zone() -> None:
    assert gateway_endpoint(1000, NAT).saving == pytest.approx(45.0)
    assert gateway_endpoint(1000, NAT, cross_zone_gb=500).saving == pytest.approx(55.0)


@pytest.mark.parametrize("zones", [1, 2, 3])
def test_an_interface_endpoint_breaks_even_at_208_6_gb_a_zone(zones: int) -> None:
    def saving(gb: float) -> float:
        return interface_endpoint(gb, zones, NAT, ENDPOINT, ENDPOINT_HOUR).saving

    assert saving(208.5 * zones) < 0 < saving(208.6 * zones)
    assert saving(0) == pytest.approx(-7.3 * zones)


def test_same_zone_routing_saves_the_share_that_can_be_avoided() -> None:
    change = same_zone_routing(1000, avoidable_share=0.4)
    assert (change.before, change.after) == (20.0, 12.0)


def test_sensitivity_moves_one_input_at_a_time_and_puts_the_widest_first() -> None:
    table = sensitivity(
        gateway_endpoint,
        {"gb": 1000, "nat_usd_per_gb": NAT},
        {"nat_usd_per_gb": (0.04, 0.045), "gb": (0, 2000)},
    )
    assert table["input"].to_list() == ["gb", "nat_usd_per_gb"]
    assert table["saving_at_low"].to_list() == [0.0, pytest.approx(40.0)]
    assert table["saving_at_high"].to_list() == [pytest.approx(90.0), pytest.approx(45.0)]
