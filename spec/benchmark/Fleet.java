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
    private final Optional<Delay> delay;

    private Fleet(Path script, Path state, List<Member> members, Optional<Delay> delay) {
        this.script = script;
        this.state = state;
        this.members = members;
        this.delay = delay;
    }

    static Fleet up(Path home, int count) throws Exception {
        Path script = home.resolve("spec/fleet/fleet");
        Path state = Path.of(
                output(script, "up", String.valueOf(ProcessHandle.current().pid()), "0", String.valueOf(count)));
        List<Member> members = output(script, "list", state.toString())
                .lines()
                .map(line -> line.split(" "))
                .map(words -> new Member(words[0], words[1], Integer.parseInt(words[2])))
                .toList();
        return new Fleet(script, state, members, Optional.empty());
    }

    /** The same hosts, farther away: every byte takes half of the round trip each way. */
    Fleet at(int roundTripMillis) throws IOException {
        if (roundTripMillis == 0) {
            return new Fleet(script, state, members, Optional.of(Delay.NONE));
        }
        Delay delay = new Delay(roundTripMillis);
        List<Member> far = new ArrayList<>();
        for (Member member : members) {
            String address = member.address().replaceFirst("127\\.\\d+", "127.94");
            far.add(new Member(member.name(), address, delay.listen(address, member)));
        }
        return new Fleet(script, state, far, Optional.of(delay));
    }

    List<Member> first(int count) {
        return members.subList(0, count);
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
            output(script, "down", state.toString());
        }
    }

    private static String output(Path script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
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
