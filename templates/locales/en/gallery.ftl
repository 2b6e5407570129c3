### The developers' gallery: components and pages, each in its states.

gallery-title = Gallery
gallery-intro = Every component and every template in its states, with invented content. Only on a local server.
gallery-components = Components
gallery-filter = Find by name
gallery-filter-hint = Words of the template or the state, or the name of a component: “empty”, “threads show”, “btn-danger”
gallery-filter-go = Find
gallery-all = Show all
gallery-language = Language of the samples
gallery-count = { $n ->
    [one] One sample
   *[other] { $n } samples
}
gallery-none = No sample has that name.
gallery-none-next = Try fewer words, or a part of the name.
gallery-alone = Open on its own
gallery-before = Previous
gallery-after = Next
gallery-width = At { $n } px
gallery-rooms = Rooms
gallery-states = States of this template
