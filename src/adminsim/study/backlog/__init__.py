"""When a backlog will be gone, and when a reform shows: queues and work in progress by week."""
