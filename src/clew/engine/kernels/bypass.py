"""Which parts of one way cannot be gone around, days ignored: one look at everything, along the way."""

from clew.engine.jit import Column


def bypass(
    start: Column, head: Column, node_place: Column, hop_place: Column, seed_node: Column, way: Column,
    needed: Column, stack: Column,
) -> None:  # fmt: skip
    """Fill `needed` with 1 for each part of a way that every way from a seed to its end has.

    Parameters
    ----------
    start, head : columns of nodes + 1 and of hops
        Compressed sparse rows.
    node_place, hop_place : columns of nodes and of hops
        Place in the way, -1 of what is not on it; nodes off the way that were seen become -2.
    seed_node : column of seeds
        Where ways begin.
    way : column
        The way: a node, a hop, a node, …, a node (the end).
    needed : column of the length of the way
        Filled.
    stack : column of nodes
        Scratch.

    Notes
    -----
    Linear. Part p is needed if all that can be reached by the parts before p, and by what is off the way, touches the
    way nowhere behind p.
    """
    depth = 0
    far = 0
    for k in range(len(seed_node)):
        node = seed_node[k]
        if node_place[node] > far:
            far = node_place[node]
        elif node_place[node] == -1:
            node_place[node] = -2
            stack[depth] = node
            depth += 1
    for place in range(len(way)):
        on_hop = place % 2 == 1
        while depth > 0:
            depth -= 1
            node = stack[depth]
            for hop in range(start[node], start[node + 1]):
                over = head[hop]
                if node_place[over] > far:
                    far = node_place[over]
                elif node_place[over] == -1:
                    node_place[over] = -2
                    stack[depth] = over
                    depth += 1
        needed[place] = 1 if far == place else 0
        if on_hop:
            far = max(far, place + 1)
            continue
        node = way[place]
        for hop in range(start[node], start[node + 1]):
            over = head[hop]
            if hop_place[hop] >= 0:
                far = max(far, hop_place[hop])
            elif node_place[over] > far:
                far = node_place[over]
            elif node_place[over] == -1:
                node_place[over] = -2
                stack[depth] = over
                depth += 1
