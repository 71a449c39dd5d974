import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the command line asks for.
 *
 * @param tools empty for all that are found
 * @param patience seconds
 */
record Settings(
        Path home,
        List<Integer> hosts,
        List<Integer> roundTrips,
        List<Case> cases,
        List<String> tools,
        int repeat,
        int patience,
        Path out) {

    static Settings of(String... arguments) {
        Map<String, String> given = new TreeMap<>(Map.of(
                "--hosts", "1,10,50,200,1000",
                "--round-trips", "0,25",
                "--cases", "start,adhoc,sleep,files",
                "--tools", "",
                "--repeat", "3",
                "--patience", "120",
                "--out", "target/benchmark"));
        Path home = Path.of(arguments[0]);
        for (int next = 1; next < arguments.length; next += 2) {
            if (!given.containsKey(arguments[next]) || next + 1 == arguments.length) {
                throw new IllegalArgumentException("unknown option, or no value: " + arguments[next]);
            }
            given.put(arguments[next], arguments[next + 1]);
        }
        return new Settings(
                home,
                words(given.get("--hosts")).stream().map(Integer::valueOf).toList(),
                words(given.get("--round-trips")).stream().map(Integer::valueOf).toList(),
                words(given.get("--cases")).stream()
                        .map(name -> Case.valueOf(name.toUpperCase()))
                        .toList(),
                words(given.get("--tools")),
                Integer.parseInt(given.get("--repeat")),
                Integer.parseInt(given.get("--patience")),
                home.resolve(given.get("--out")));
    }

    private static List<String> words(String list) {
        return Arrays.stream(list.split(",")).filter(word -> !word.isBlank()).toList();
    }
}
