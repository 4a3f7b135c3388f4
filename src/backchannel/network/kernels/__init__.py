"""
The kernels: array code of our own where calling NetworkX for each network would cost too much.

`paths` and `small` have the sums over shortest paths behind betweenness and harmonic closeness,
`walks` what rests on eigenvectors, random walks and constraint, `nearness` what efficiency adds up,
and `shapes` the components that they take. In the tests NetworkX is the other road to each of them:
the values are equal to 1e-9.
"""
