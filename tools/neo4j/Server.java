import java.nio.file.Path;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** A Neo4j Community server: java Server.java HOME CONF; it stops when its standard input ends. */
public final class Server {
    private Server() {}

    public static void main(String[] args) throws Exception {
        DatabaseManagementService service =
                new DatabaseManagementServiceBuilder(Path.of(args[0])).loadPropertiesFromFile(Path.of(args[1])).build();
        Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
        System.out.println("started");
        while (System.in.read() != -1) {}
        System.exit(0);
    }
}
