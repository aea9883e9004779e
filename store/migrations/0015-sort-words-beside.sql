-- New words of the search lie unsorted until there are many; whoever adds to a full heap sorts it first, and kept its
-- writer waiting a fifth of a second. Each node has its own sorted beside its work long before (store/postgres/
-- word-heap.ts), so that the heap may be sixteen times as large before a writer must.
alter index searchable_words set (gin_pending_list_limit = 65536);
