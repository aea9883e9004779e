-- Nothing: the number stands for a change of another branch.
select 1;
