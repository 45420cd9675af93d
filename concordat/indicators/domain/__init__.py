"""The rules of measures in pure Python: charts that tell change from chance, small numbers, counting."""
