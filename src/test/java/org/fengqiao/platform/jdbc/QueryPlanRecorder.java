package org.fengqiao.platform.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A database that, of every query it is asked, also asks how it goes about it: the very statement of the product, with the
 * values it sent.
 */
public final class QueryPlanRecorder {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final List<Plan> plans = new ArrayList<>();

    /** A query and the tables it reads from end to end. */
    public record Plan(String sql, JsonNode root) {
        public List<String> wholeTables() {
            return root.findParents("Relation Name").stream()
                    .filter(node -> node.path("Node Type").asText().equals("Seq Scan"))
                    .map(node -> node.path("Relation Name").asText())
                    .distinct()
                    .toList();
        }
    }

    public List<Plan> plans() {
        return List.copyOf(plans);
    }

    /** The same queries as the database goes about them when it keeps a plan for whatever values come. */
    public List<Plan> kept(DataSource database) throws SQLException, JsonProcessingException {
        List<Plan> kept = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_generic_plan");
            for (Plan plan : plans) {
                AtomicInteger values = new AtomicInteger();
                String sql =
                        Pattern.compile("\\?").matcher(plan.sql()).replaceAll(mark -> "\\$" + values.incrementAndGet());
                statement.execute("prepare kept as " + sql);
                String nulls = String.join(", ", Collections.nCopies(values.get(), "null"));
                try (ResultSet row = statement.executeQuery("explain (format json) execute kept (" + nulls + ")")) {
                    row.next();
                    kept.add(new Plan(plan.sql(), JSON.readTree(row.getString(1))));
                }
                statement.execute("deallocate kept");
            }
            statement.execute("reset plan_cache_mode");
        }
        return kept;
    }

    public DataSource watch(DataSource database) {
        return proxy(DataSource.class, (self, method, values) -> {
            Object result = call(database, method, values);
            return result instanceof Connection connection ? watch(connection) : result;
        });
    }

    private Connection watch(Connection connection) {
        return proxy(Connection.class, (self, method, values) -> {
            Object result = call(connection, method, values);
            if (!method.getName().equals("prepareStatement")) return result;
            return watch(connection, (PreparedStatement) result, (String) values[0]);
        });
    }

    private PreparedStatement watch(Connection connection, PreparedStatement statement, String sql)
            throws SQLException {
        PreparedStatement explain = connection.prepareStatement("explain (format json) " + sql);
        return proxy(PreparedStatement.class, (self, method, values) -> {
            String name = method.getName();
            if (name.startsWith("execute")) explain(explain, sql);
            if (name.startsWith("set") && values.length > 1) call(explain, method, values);
            if (name.equals("close")) explain.close();
            return call(statement, method, values);
        });
    }

    private void explain(PreparedStatement explain, String sql) throws Exception {
        try (ResultSet row = explain.executeQuery()) {
            row.next();
            plans.add(new Plan(sql, JSON.readTree(row.getString(1))));
        }
    }

    private static Object call(Object on, Method method, Object[] values) throws Throwable {
        try {
            return method.invoke(on, values);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
