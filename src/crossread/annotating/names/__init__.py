"""Names of persons, organisations and places: words, lists and a model → mentions.

`finding` joins the steps: words are cut (`tokens`), described (`features`, with `lexicon`; `han` and
`arabic` for their scripts), tagged (`tagging`, by the `model` of the script) and corrected by what
holds in the whole article (`rules`, with `clean`, `voting` and `context`; `caseless` where capitals
tell nothing). `roles` reads the title or office beside a person.
"""
