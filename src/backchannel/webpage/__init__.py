"""
The page that a reader explores: one HTML file that works offline and asks nobody for anything.

`payload` gathers what it shows: the stretches of each channel's course in several views, and the
evidence behind them. `writing` puts it, style and program into one text. The folder is not called
`page`, since a module of that name would stand where `backchannel.page` offers the function.
"""
