<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Format</name>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lifeboat::ErrorBanner</name>
    <message numerus="yes">
        <source>(and %n more)</source>
        <translation>
            <numerusform>(and %n more)</numerusform>
            <numerusform>(and %n more)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lifeboat::FleetPage</name>
    <message numerus="yes">
        <source>%n host(s)</source>
        <translation>
            <numerusform>%n host</numerusform>
            <numerusform>%n hosts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) attention</source>
        <translation>
            <numerusform>%n needs attention</numerusform>
            <numerusform>%n need attention</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lifeboat::PointModel</name>
    <message numerus="yes">
        <source>%n table(s)</source>
        <translation>
            <numerusform>%n table</numerusform>
            <numerusform>%n tables</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n value</numerusform>
            <numerusform>%n values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n artifact(s)</source>
        <translation>
            <numerusform>%n artifact</numerusform>
            <numerusform>%n artifacts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lifeboat::PointsPage</name>
    <message numerus="yes">
        <source>%n artifact(s)</source>
        <translation>
            <numerusform>%n artifact</numerusform>
            <numerusform>%n artifacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lifeboat::ScopePage</name>
    <message numerus="yes">
        <source>Not covered: %1 and %n more</source>
        <translation>
            <numerusform>Not covered: %1 and %n more</numerusform>
            <numerusform>Not covered: %1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Text</name>
    <message numerus="yes">
        <source>%n run(s) end when Lifeboat ends. Each is stopped on its host first; the host stays as it was, older points stay.</source>
        <translation>
            <numerusform>%n run ends when Lifeboat ends. It is stopped on its host first; the host stays as it was, older points stay.</numerusform>
            <numerusform>%n runs end when Lifeboat ends. Each is stopped on its host first; the host stays as it was, older points stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>OK: %n component(s) written, read back and verified.</source>
        <translation>
            <numerusform>OK: %n component written, read back and verified.</numerusform>
            <numerusform>OK: %n components written, read back and verified.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The newest point is %n day(s) old</source>
        <translation>
            <numerusform>The newest point is %n day old</numerusform>
            <numerusform>The newest point is %n days old</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The newest proven point is %n day(s) old</source>
        <translation>
            <numerusform>The newest proven point is %n day old</numerusform>
            <numerusform>The newest proven point is %n days old</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 in %n files</source>
        <translation>
            <numerusform>%1: %2 in %n file</numerusform>
            <numerusform>%1: %2 in %n files</numerusform>
        </translation>
    </message>
</context>
</TS>
