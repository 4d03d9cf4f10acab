-- What a copy of a database must have in common with it, one line a fact:
--   psql -X -A -t -f deploy/postgres/facts.sql DATABASE > before; ... ; diff before after
-- PostgreSQL writes a condition anew when it is restored, with other brackets and casts: without them.
-- Counts and contents of every table (a sum of hashes: their order does not matter), indexes,
-- constraints, triggers, functions, and where the counters stand.
\set QUIET on
\set ON_ERROR_STOP on
\set brackets '\'::(character varying|text)(\\[\\])?|[()]\''
SET extra_float_digits = 1;
SET timezone = 'UTC';
SET search_path = public, pg_catalog;

SELECT 'index', tablename, regexp_replace(indexdef, :brackets, '', 'g') FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexdef;
SELECT 'invalid index', indexrelid::regclass FROM pg_index WHERE NOT indisvalid ORDER BY 2;
SELECT 'constraint', conrelid::regclass, conname, regexp_replace(pg_get_constraintdef(oid), :brackets, '', 'g'), convalidated
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY conrelid::regclass::text, conname;
SELECT 'trigger', tgrelid::regclass, pg_get_triggerdef(oid), tgenabled
  FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgrelid::regclass::text, tgname;
SELECT 'function', p.oid::regprocedure, p.provolatile, p.proconfig, md5(p.prosrc)
  FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') ORDER BY p.oid::regprocedure::text;
SELECT 'may', grantee, table_name, string_agg(privilege_type, ' ' ORDER BY privilege_type)
  FROM information_schema.role_table_grants WHERE table_schema = 'public' GROUP BY 2, 3 ORDER BY 2, 3;
SELECT 'counter', sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 2;
SELECT format('SELECT %L, %L, count(*), sum(hashtextextended(t::text, 0)::numeric) FROM public.%I t',
              'table', tablename, tablename)
  FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'spatial_ref_sys' ORDER BY tablename \gexec
