"""A cluster of Ray with two nodes on this machine, in a process of its own: `python -m tests.run.batch.ray_nodes`.

It prints the address, and ends with its standard input. A line `kill` there ends the second node, without a word to it.
"""

import logging
import sys

from toolkit.run.batch.cluster.joining import ray_package

STORE_BYTES = 80 << 20


def main() -> None:
    ray_package()
    from ray.cluster_utils import Cluster

    logging.disable(logging.CRITICAL)
    node = {"num_cpus": 1, "object_store_memory": STORE_BYTES}
    cluster = Cluster(initialize_head=True, head_node_args={**node, "include_dashboard": False})
    second = cluster.add_node(**node)
    print(cluster.address, flush=True)
    for line in sys.stdin:
        if line.strip() == "kill":
            cluster.remove_node(second, allow_graceful=False)
            print("killed", flush=True)
    cluster.shutdown()


if __name__ == "__main__":
    main()
