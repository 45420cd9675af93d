"""A partnership's Word action plan as a live plan: reviewed, monitored, tracked and published."""
