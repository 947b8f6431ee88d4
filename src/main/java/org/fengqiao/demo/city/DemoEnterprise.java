package org.fengqiao.demo.city;

/** An invented enterprise while its rows are written. */
record DemoEnterprise(
        int index,
        String uscc,
        int headcount,
        String industry,
        int grid,
        String areaCode,
        String name,
        String address) {}
