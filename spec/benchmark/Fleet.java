import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Thin hosts: addresses of this machine with real OpenSSH servers behind them. */
final class Fleet implements AutoCloseable {
    /** One of the hosts. */
    record Member(String name, String address, int port) {}

    private final Path script;
    private final Path state;
    private final List<Member> members;
    private final Group group;
    private final Optional<Delay> delay;

    private Fleet(Path script, Path state, List<Member> members, Group group, Optional<Delay> delay) {
        this.script = script;
        this.state = state;
        this.members = members;
        this.group = group;
        this.delay = delay;
    }

    static Fleet up(Path home, int count) throws Exception {
        Path script = home.resolve("spec/fleet/fleet");
        Group group = Group.create("benchmark-hosts");
        String owner = String.valueOf(ProcessHandle.current().pid());
        Path state = Path.of(output(group.inside(List.of(script.toString(), "up", owner, "0", String.valueOf(count)))));
        List<Member> members = output(List.of(script.toString(), "list", state.toString()))
                .lines()
                .map(line -> line.split(" "))
                .map(words -> new Member(words[0], words[1], Integer.parseInt(words[2])))
                .toList();
        return new Fleet(script, state, members, group, Optional.empty());
    }

    /** The same hosts, farther away: every byte takes half of the round trip each way. */
    Fleet at(int roundTripMillis) throws IOException {
        if (roundTripMillis == 0) {
            return new Fleet(script, state, members, group, Optional.of(Delay.NONE));
        }
        Delay delay = new Delay(roundTripMillis);
        List<Member> far = new ArrayList<>();
        for (Member member : members) {
            String address = member.address().replaceFirst("127\\.\\d+", "127.94");
            far.add(new Member(member.name(), address, delay.listen(address, member)));
        }
        return new Fleet(script, state, far, group, Optional.of(delay));
    }

    List<Member> first(int count) {
        return members.subList(0, count);
    }

    /** Seconds of CPU that the servers and all that they started have needed so far. */
    double cpu() throws IOException {
        return group.cpu();
    }

    Path key() {
        return state.resolve("key");
    }

    String hostKey() throws IOException {
        String line = Files.readAllLines(state.resolve("known_hosts")).getFirst();
        return line.substring(line.indexOf(' ') + 1);
    }

    @Override
    public void close() throws Exception {
        if (delay.isPresent()) {
            delay.get().close();
        } else {
            output(List.of(script.toString(), "down", state.toString()));
            group.end();
        }
    }

    private static String output(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes()).strip();
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
        return output;
    }
}
