/* The benchmark's chain as one loop in C, for this chain alone: how fast it could be at all.
 *
 * It is given the same draws as the kernel, obeys the same rules of an instant and leaves the same records. What it uses
 * that no general engine may: every department has one step and is always open, nothing is handed over or rejected, so
 * that all of a visit is known when it starts and its record is written once.
 *
 * visit.h, with `struct visit` and REVIEWS, is made by limit.py from the layout of the records.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "visit.h"

/* The nodes, by step name; a node is also its department. */
enum { DECISION, INTAKE, REVIEW, NODES = REVIEW + REVIEWS };
enum { RETURN = 1, UNFINISHED = 7, NOT_YET = -1 };
enum { SLOTS = 16 };
static const int32_t NEVER = INT32_MAX;

/* A case that waits: for staff since `since`, or with the applicant until `since`; `visit` counts from 0. */
struct waiting { int32_t since, of_case, visit; };

/* Those who wait for a department, first come first: a ring of `room` places, a power of two. */
struct queue { struct waiting *ring; uint32_t first, size, room; };

struct run {
    int32_t cases, horizon;
    const int32_t *submitted;
    const int64_t *start, *stride;
    const int32_t *staff, *occupied, *work, *correction;
    const int8_t *result;
    struct visit *visits;
    int64_t *decided;
    int8_t *outcome;
};

static void grow(struct queue *q)
{
    struct waiting *ring = malloc(2 * q->room * sizeof *ring);
    for (uint32_t i = 0; i < q->size; i++)
        ring[i] = q->ring[(q->first + i) & (q->room - 1)];
    free(q->ring);
    *q = (struct queue){ring, 0, q->size, 2 * q->room};
}

/* Join at the back; of those who join at one instant, the smaller case number goes first. */
static inline void join(struct queue *q, struct waiting w)
{
    if (q->size == q->room)
        grow(q);
    uint32_t mask = q->room - 1, i = q->first + q->size++;
    for (; i != q->first; i--) {
        const struct waiting *before = &q->ring[(i - 1) & mask];
        if (before->since != w.since || before->of_case < w.of_case)
            break;
        q->ring[i & mask] = *before;
    }
    q->ring[i & mask] = w;
}

static inline struct waiting take(struct queue *q)
{
    q->size--;
    return q->ring[q->first++ & (q->room - 1)];
}

/* The applicants who correct, a heap by the instant at which they are back. */
static void push(struct waiting *heap, int32_t size, struct waiting w)
{
    int32_t i = size;
    for (; i > 0 && heap[(i - 1) / 2].since > w.since; i = (i - 1) / 2)
        heap[i] = heap[(i - 1) / 2];
    heap[i] = w;
}

static struct waiting pop(struct waiting *heap, int32_t size)
{
    struct waiting first = heap[0], last = heap[size - 1];
    int32_t i = 0;
    for (int32_t child; (child = 2 * i + 1) < size - 1; i = child) {
        if (child + 1 < size - 1 && heap[child + 1].since < heap[child].since)
            child++;
        if (heap[child].since >= last.since)
            break;
        heap[i] = heap[child];
    }
    heap[i] = last;
    return first;
}

static inline int64_t place_of(const struct run *r, int node, struct waiting w)
{
    return r->start[node] + w.of_case * r->stride[node] + w.visit;
}

static inline struct visit record(int node, struct waiting w)
{
    return (struct visit){
        .case_ = w.of_case, .node = node, .visit = w.visit + 1, .ready = w.since, .joined = w.since,
        .start = NOT_YET, .end = NOT_YET, .correction_end = NOT_YET, .result = UNFINISHED,
    };
}

/* Record a visit that starts, with all that follows; return when it ends, which may be after the horizon. */
static inline int32_t begin(const struct run *r, int node, int number, struct waiting w, int32_t now)
{
    int64_t place = place_of(r, node, w);
    int32_t end = r->occupied[place] < NEVER - now ? now + r->occupied[place] : NEVER;
    struct visit v = record(node, w);
    v.staff = number;
    v.start = now;
    v.work = r->work[place];
    if (end < r->horizon) {
        v.end = end;
        v.result = r->result[place];
        if (v.result == RETURN && r->correction[place] < r->horizon - end)
            v.correction_end = end + r->correction[place];
    }
    r->visits[place] = v;
    return end;
}

/* Close the gaps that visits not made have left; return how many there are. */
static int64_t squeeze(const struct run *r)
{
    int64_t count = 0;
    for (int node = 0; node < NODES; node++) {
        const struct visit *from = r->visits + r->start[node];
        for (int64_t i = 0; i < r->cases * r->stride[node]; i++)
            if (from[i].visit)
                r->visits[count++] = from[i];
    }
    return count;
}

/* Run to the horizon. `visits` has a place for every possible visit and is 0 at first; returns how many were made. */
int64_t run_limit(const struct run *r)
{
    int32_t ends[SLOTS], node_of[SLOTS], arrived = 0, correcting = 0;
    uint32_t all_of[NODES], is_free = 0;
    struct waiting held[SLOTS];
    struct queue queues[NODES];
    uint8_t *reviewed = calloc(r->cases, 1);
    struct waiting *heap = malloc(r->cases * sizeof *heap);

    for (int slot = 0; slot < SLOTS; slot++)
        ends[slot] = NEVER;
    for (int node = 0, slot = 0; node < NODES; node++) {
        queues[node] = (struct queue){malloc(64 * sizeof(struct waiting)), 0, 0, 64};
        all_of[node] = ((1u << r->staff[node]) - 1) << slot;
        is_free |= all_of[node];
        for (int32_t i = 0; i < r->staff[node]; i++)
            node_of[slot++] = node;
    }
    for (;;) {
        int32_t now = NEVER;
        for (int slot = 0; slot < SLOTS; slot++)
            now = ends[slot] < now ? ends[slot] : now;
        uint32_t ending = 0, looks = 0;
        if (correcting && heap[0].since < now)
            now = heap[0].since;
        if (arrived < r->cases && r->submitted[arrived] < now)
            now = r->submitted[arrived];
        if (now >= r->horizon)
            break;

        /* All that ends or arrives now; here the order does not matter. */
        for (int slot = 0; slot < SLOTS; slot++)
            ending |= (uint32_t)(ends[slot] == now) << slot;
        for (; ending; ending &= ending - 1) {
            int slot = __builtin_ctz(ending), node = node_of[slot];
            struct waiting w = held[slot];
            ends[slot] = NEVER;
            is_free |= 1u << slot;
            looks |= 1u << node;
            if (node == INTAKE) {
                int64_t place = place_of(r, node, w);
                if (r->result[place] == RETURN) {
                    if (r->correction[place] < r->horizon - now)
                        push(heap, correcting++, (struct waiting){now + r->correction[place], w.of_case, w.visit + 1});
                } else {
                    for (int review = REVIEW; review < NODES; review++)
                        join(&queues[review], (struct waiting){now, w.of_case, 0});
                    looks |= ((1u << REVIEWS) - 1) << REVIEW;
                }
            } else if (node == DECISION) {
                r->decided[w.of_case] = now;
                r->outcome[w.of_case] = 0;
            } else if (++reviewed[w.of_case] == REVIEWS) {
                join(&queues[DECISION], (struct waiting){now, w.of_case, 0});
                looks |= 1u << DECISION;
            }
        }
        for (; correcting && heap[0].since == now; looks |= 1u << INTAKE)
            join(&queues[INTAKE], pop(heap, correcting--));
        for (; arrived < r->cases && r->submitted[arrived] == now; looks |= 1u << INTAKE)
            join(&queues[INTAKE], (struct waiting){now, arrived++, 0});

        /* Every department takes from its queue. */
        for (; looks; looks &= looks - 1) {
            int node = __builtin_ctz(looks);
            uint32_t can;
            while (queues[node].size && (can = is_free & all_of[node])) {
                int slot = __builtin_ctz(can);
                held[slot] = take(&queues[node]);
                is_free &= ~(1u << slot);
                ends[slot] = begin(r, node, slot - __builtin_ctz(all_of[node]) + 1, held[slot], now);
            }
        }
    }
    for (int node = 0; node < NODES; node++) {
        while (queues[node].size) {
            struct waiting w = take(&queues[node]);
            r->visits[place_of(r, node, w)] = record(node, w);
        }
        free(queues[node].ring);
    }
    free(heap);
    free(reviewed);
    return squeeze(r);
}
