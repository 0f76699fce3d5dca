#include "components/common/postgresobjects.h"

using namespace Qt::StringLiterals;

namespace Lifeboat {

// Objects that have an owner: (classid, oid, entry, owner, acl, what acldefault() calls them).
static const auto s_owned = uR"((
  SELECT 'pg_class'::regclass AS classid, oid, entry, relowner AS owner, relacl AS acl,
    CASE relkind WHEN 'S' THEN 's'::"char" ELSE 'r'::"char" END AS type
  FROM relations WHERE relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
  UNION ALL SELECT 'pg_proc'::regclass, oid, NULL, proowner, proacl, 'f' FROM functions
  UNION ALL SELECT 'pg_type'::regclass, oid, NULL, typowner, typacl, 'T' FROM types
  UNION ALL SELECT 'pg_namespace'::regclass, oid, NULL, nspowner, nspacl, 'n' FROM schemas
  UNION ALL SELECT 'pg_largeobject'::regclass, oid, NULL, lomowner, lomacl, 'L' FROM pg_largeobject_metadata
  UNION ALL SELECT 'pg_language'::regclass, oid, NULL, lanowner, lanacl, 'l' FROM pg_language
  UNION ALL SELECT 'pg_foreign_data_wrapper'::regclass, oid, NULL, fdwowner, fdwacl, 'F' FROM pg_foreign_data_wrapper
  UNION ALL SELECT 'pg_foreign_server'::regclass, oid, NULL, srvowner, srvacl, 'S' FROM pg_foreign_server
  UNION ALL SELECT 'pg_operator'::regclass, oid, NULL, oprowner, NULL, NULL FROM pg_operator
  UNION ALL SELECT 'pg_opclass'::regclass, oid, NULL, opcowner, NULL, NULL FROM pg_opclass
  UNION ALL SELECT 'pg_opfamily'::regclass, oid, NULL, opfowner, NULL, NULL FROM pg_opfamily
  UNION ALL SELECT 'pg_collation'::regclass, oid, NULL, collowner, NULL, NULL FROM pg_collation
  UNION ALL SELECT 'pg_conversion'::regclass, oid, NULL, conowner, NULL, NULL FROM pg_conversion
  UNION ALL SELECT 'pg_ts_config'::regclass, oid, NULL, cfgowner, NULL, NULL FROM pg_ts_config
  UNION ALL SELECT 'pg_ts_dict'::regclass, oid, NULL, dictowner, NULL, NULL FROM pg_ts_dict
  UNION ALL SELECT 'pg_statistic_ext'::regclass, oid, NULL, stxowner, NULL, NULL FROM pg_statistic_ext
  UNION ALL SELECT 'pg_publication'::regclass, oid, NULL, pubowner, NULL, NULL FROM pg_publication
  UNION ALL SELECT 'pg_subscription'::regclass, oid, NULL, subowner, NULL, NULL FROM pg_subscription
    WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
  UNION ALL SELECT 'pg_event_trigger'::regclass, oid, NULL, evtowner, NULL, NULL FROM pg_event_trigger))"_s;

// Of the user's own making: ids below 16384 are the server's (FirstNormalObjectId), except the
// schema public, which is the user's to change.
static QString isUsers(const QString &classId, const QString &objectId)
{
    return u"(%2 >= 16384 OR %1 = 'pg_namespace'::regclass AND %2 = 2200 OR %1 = "
           u"'pg_largeobject'::regclass) "
           "AND NOT EXISTS (SELECT FROM members m WHERE m.classid = %1 AND m.objid = %2)"_s.arg(
               classId, objectId);
}

static QString owners()
{
    return u"SELECT 'owners', o.entry, concat(i.type, ' ', i.identity), "
           u"quote_ident(pg_get_userbyid(o.owner)), NULL "
           "FROM "_s
           + s_owned + u" o, pg_identify_object(o.classid, o.oid, 0) i WHERE "_s
           + isUsers(u"o.classid"_s, u"o.oid"_s);
}

// A right that was given and taken back leaves an explicit list that says what the default is, so
// both are written out; the list's order means nothing.
static QString grants()
{
    return u"SELECT 'grants', o.entry, concat(i.type, ' ', i.identity), concat_ws(' ', "
           u"pg_get_userbyid(g.grantor), "
           "CASE g.grantee WHEN 0 THEN NULL ELSE quote_ident(pg_get_userbyid(g.grantee)) END, "
           "g.privilege_type, "
           "g.is_grantable), NULL FROM "_s
           + s_owned
           + u" o, pg_identify_object(o.classid, o.oid, 0) i, "
             "aclexplode(coalesce(o.acl, acldefault(o.type, o.owner))) g WHERE o.type IS NOT NULL AND "_s
           + isUsers(u"o.classid"_s, u"o.oid"_s) + uR"(
UNION ALL
SELECT 'grants', c.entry, format('column %s.%I', c.name, a.attname), concat_ws(' ', pg_get_userbyid(g.grantor),
  CASE g.grantee WHEN 0 THEN NULL ELSE quote_ident(pg_get_userbyid(g.grantee)) END, g.privilege_type,
  g.is_grantable), NULL
FROM relations c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped, aclexplode(a.attacl) g
UNION ALL
SELECT 'default grants', NULL, concat_ws(' ', quote_ident(pg_get_userbyid(d.defaclrole)), n.nspname, d.defaclobjtype),
  concat_ws(' ', pg_get_userbyid(g.grantor), CASE g.grantee WHEN 0 THEN NULL ELSE
  quote_ident(pg_get_userbyid(g.grantee)) END, g.privilege_type, g.is_grantable), NULL
FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
  LEFT JOIN LATERAL aclexplode(d.defaclacl) g ON true)"_s;
}

static QString comments()
{
    return u"SELECT 'comments', c.entry, concat(i.type, ' ', i.identity), d.description, NULL "
           "FROM pg_description d LEFT JOIN relations c ON d.classoid = 'pg_class'::regclass AND "
           "c.oid = d.objoid, "
           "pg_identify_object(d.classoid, d.objoid, d.objsubid) i "
           "WHERE NOT (d.objoid = 2200 AND d.description = 'standard public schema') AND "_s
           + isUsers(u"d.classoid"_s, u"d.objoid"_s)
           + u" UNION ALL SELECT 'security labels', NULL, concat(i.type, ' ', i.identity), "
             "concat_ws(' ', l.provider, l.label), NULL "
             "FROM pg_seclabel l, pg_identify_object(l.classoid, l.objoid, l.objsubid) i WHERE "_s
           + isUsers(u"l.classoid"_s, u"l.objoid"_s);
}

struct Kind
{
    QString name;
    QString catalogue;
    QString exact; // of a row `o` of the catalogue
};

static QString kindPart(const Kind &kind)
{
    return u"SELECT '%1', NULL, concat(i.type, ' ', i.identity), (%3)::text, NULL "
           "FROM %2 o, pg_identify_object('%2'::regclass, o.oid, 0) i WHERE "_s.arg(
               kind.name, kind.catalogue, kind.exact)
           + isUsers(u"'%1'::regclass"_s.arg(kind.catalogue), u"o.oid"_s);
}

static const QList<Kind> &rareKinds()
{
    static const QList<Kind> kinds{
        {u"operators"_s, u"pg_operator"_s,
         u"jsonb_build_array(o.oprresult::regtype, o.oprcom::regoperator, "
         u"o.oprnegate::regoperator, o.oprcode, "
         "o.oprrest, o.oprjoin, o.oprcanmerge, o.oprcanhash)"_s},
        {u"operator classes"_s, u"pg_opclass"_s,
         u"jsonb_build_array(o.opcintype::regtype, o.opckeytype::regtype, o.opcdefault, "
         "(SELECT f.opfname FROM pg_opfamily f WHERE f.oid = o.opcfamily))"_s},
        {u"operator families"_s, u"pg_opfamily"_s,
         u"SELECT jsonb_agg(m ORDER BY m::text COLLATE \"C\") FROM (SELECT "
         u"jsonb_build_array(a.amopstrategy, "
         "a.amoppurpose, a.amopopr::regoperator) FROM pg_amop a WHERE a.amopfamily = o.oid UNION "
         "ALL "
         "SELECT jsonb_build_array(p.amprocnum, p.amproc::regprocedure) FROM pg_amproc p "
         "WHERE p.amprocfamily = o.oid) x (m)"_s},
        {u"casts"_s, u"pg_cast"_s,
         u"jsonb_build_array(o.castfunc::regprocedure, o.castcontext, o.castmethod)"_s},
        {u"collations"_s, u"pg_collation"_s,
         u"to_jsonb(o) - '{oid,collnamespace,collowner,collversion}'::text[]"_s},
        {u"conversions"_s, u"pg_conversion"_s,
         u"jsonb_build_array(o.conforencoding, o.contoencoding, o.conproc, o.condefault)"_s},
        {u"text search configurations"_s, u"pg_ts_config"_s,
         u"SELECT jsonb_agg(jsonb_build_array(m.maptokentype, m.mapseqno, "
         u"m.mapdict::regdictionary) "
         "ORDER BY m.maptokentype, m.mapseqno) FROM pg_ts_config_map m WHERE m.mapcfg = o.oid"_s},
        {u"text search dictionaries"_s, u"pg_ts_dict"_s,
         u"jsonb_build_array(o.dictinitoption, (SELECT t.tmplname FROM pg_ts_template t "
         "WHERE t.oid = o.dicttemplate))"_s},
        {u"languages"_s, u"pg_language"_s,
         u"jsonb_build_array(o.lanpltrusted, o.lanplcallfoid::regproc, o.laninline::regproc, "
         "o.lanvalidator::regproc)"_s},
        {u"transforms"_s, u"pg_transform"_s, u"jsonb_build_array(o.trffromsql, o.trftosql)"_s},
        {u"access methods"_s, u"pg_am"_s, u"jsonb_build_array(o.amhandler, o.amtype)"_s},
        {u"foreign data wrappers"_s, u"pg_foreign_data_wrapper"_s,
         u"jsonb_build_array(o.fdwhandler::regproc, o.fdwvalidator::regproc, "
         "(SELECT array_agg(x ORDER BY x) FROM unnest(o.fdwoptions) x))"_s},
        {u"foreign servers"_s, u"pg_foreign_server"_s,
         u"jsonb_build_array(o.srvtype, o.srvversion, (SELECT array_agg(x ORDER BY x) FROM "
         u"unnest(o.srvoptions) x), "
         "(SELECT f.fdwname FROM pg_foreign_data_wrapper f WHERE f.oid = o.srvfdw))"_s},
        // A hash of a short password gives it away, and manifests are read by many.
        {u"user mappings"_s, u"pg_user_mapping"_s,
         u"SELECT jsonb_agg(p ORDER BY p COLLATE \"C\") FROM unnest(o.umoptions) p WHERE p !~* '^[^=]*passw'"_s},
        {u"event triggers"_s, u"pg_event_trigger"_s,
         u"jsonb_build_array(o.evtevent, o.evtfoid::regprocedure, o.evtenabled, o.evttags)"_s},
        {u"publications"_s, u"pg_publication"_s, u"to_jsonb(o) - '{oid,pubowner}'::text[]"_s},
    };
    return kinds;
}

QStringList objectParts()
{
    QStringList parts{owners(), grants(), comments()};
    for (const Kind &kind : rareKinds())
        parts << kindPart(kind);
    parts << u"SELECT 'published tables', NULL, format('%I: %I.%I', p.pubname, p.schemaname, "
             u"p.tablename), '', "
             "concat((SELECT array_agg(a ORDER BY a) FROM "
             "jsonb_array_elements_text(jsonb_path_query_array(to_jsonb(p), '$.attnames[*]')) a), "
             "to_jsonb(p) ->> 'rowfilter') FROM pg_publication_tables p"_s
          << u"SELECT 'subscriptions', NULL, s.subname::text, jsonb_build_array(s.subslotname, "
             u"s.subsynccommit, "
             "s.subpublications, s.subbinary, s.substream)::text, NULL FROM pg_subscription s "
             "WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())"_s;
    return parts;
}

} // namespace Lifeboat
