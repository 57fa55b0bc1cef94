"""How time passes: plan and draws in, records out, by two engines that agree to the byte."""
