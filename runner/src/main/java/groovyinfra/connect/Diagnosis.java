package groovyinfra.connect;

import groovyinfra.model.Exit;
import groovyinfra.model.Result;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a failed command most probably suffers from, from its exit code and its last words.
 *
 * @param summary as in a {@link groovyinfra.model.Problem}
 * @param attempt likewise
 */
public record Diagnosis(String summary, String attempt) {
    private static final List<Symptom> SYMPTOMS = List.of(
            new Symptom(
                    "not found",
                    Set.of(127),
                    new Diagnosis("Command not found", "install it in an earlier call, or give its whole path")),
            new Symptom(
                    "permission denied",
                    Set.of(126),
                    new Diagnosis("Command cannot be executed", "give the file mode '0755', or run it by sh")),
            new Symptom(
                    "(the directory .* cannot be entered:?\\s|ln: failed to create ).*no such file",
                    Set.of(),
                    new Diagnosis("Directory is not there", "give parents: true, or create it in an earlier call")),
            new Symptom(
                    "mv: .* busy$",
                    Set.of(),
                    new Diagnosis(
                            "Something is mounted there", "change the file that is mounted (findmnt), or unmount it")),
            new Symptom(
                    "no space left on device|disk quota exceeded",
                    Set.of(),
                    new Diagnosis("Disk is full on the host", "free space there (df -h), and run again")),
            new Symptom(
                    "read-only file system",
                    Set.of(),
                    new Diagnosis("File system is read-only", "choose another place, or mount it writable")),
            new Symptom(
                    "could not get lock|unable to acquire the dpkg frontend lock",
                    Set.of(),
                    new Diagnosis("Package manager is busy", "give the call retries: 10, or run again later")),
            new Symptom(
                    "permission denied|operation not permitted|are you root",
                    Set.of(),
                    new Diagnosis("Permission denied", "run the call as a user who may: sudo: true, or sudo: 'name'")));

    /** Codes: empty for any but 0. */
    private record Symptom(String said, Set<Integer> codes, Diagnosis diagnosis) {
        boolean shows(int code, String lastWords) {
            return (codes.isEmpty() ? code != 0 : codes.contains(code))
                    && Pattern.compile(said, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE)
                            .matcher(lastWords)
                            .find();
        }
    }

    /** Of a result; nothing where it ended well, or could mean anything. */
    public static Optional<Diagnosis> of(Result result) {
        String stderr = result.stderr();
        String lastWords = stderr.substring(Math.max(0, stderr.length() - 2000));
        return result.exit() instanceof Exit.Code(int code)
                ? SYMPTOMS.stream()
                        .filter(symptom -> symptom.shows(code, lastWords))
                        .map(Symptom::diagnosis)
                        .findFirst()
                : Optional.empty();
    }
}
