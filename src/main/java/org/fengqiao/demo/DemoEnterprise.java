package org.fengqiao.demo;

/** One invented enterprise while its rows are written; nothing keeps it afterwards. */
record DemoEnterprise(
        int index,
        String uscc,
        int headcount,
        String industry,
        int grid,
        String areaCode,
        String name,
        String address) {}
