"""The cheapest package of reforms and people that meets the targets."""
