"""From a result to something to look at: scenes, a layout by tiers, one SVG generator, files for other programs.

Nothing is traced here: a saved result says what there is, the graph what it is called. The parts, from the ground up:

``text``     `visible`, `inert`, `cut`, `fold`, `attributes`: text that stays text, whatever it holds
``states``   `SIGNS`, `WORDS`, `STATES` (basis → state), `KINDS`, `STYLE`, `style(scheme)`: evidence as a visible state
``scene``    `Box`, `Line`, `Scene`: what is drawn, without where
``layout``   `place(boxes, lines)`: where; the same for the same scene in any order
``svg``      `picture(scene, scheme="")` and the smaller `draw`, `document`, `text`: the one SVG generator
``case``     `of_result(con, result, packs)` → `Case`: a result, and words for all that it names
``scenes``   `path_scene(case, entry, finding)`, `entries_scene(case, entries)`
``board``    `of(session)` and `draw(board, cell)`: tier × country, counts and bars of evidence, for any size
``graphs``   `dot`, `mermaid`, `exchanged`: DOT, Mermaid, GraphML, GEXF
``page``     `page(scene)`: one HTML file by pyvis, without requests
``notebook`` `show(trace)`: what a notebook shows by itself (`_repr_html_`)

A scene without `scheme` takes its colors from the page around it (`STYLE`); with ``light``, ``dark`` or ``auto`` it
stands on its own.
"""
