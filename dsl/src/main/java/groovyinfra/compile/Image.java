package groovyinfra.compile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A compiled program, as it is kept in the cache.
 *
 * @param deployFiles class names of the deploy files to what the user calls them, in order
 * @param files class names to the files that they come from
 * @param parameters what the user can set
 * @param classes names to class files
 */
record Image(
        Map<String, String> deployFiles,
        Map<String, String> files,
        List<DeclaredParam> parameters,
        Map<String, byte[]> classes) {

    /**
     * A parameter as its file declares it.
     *
     * @param shownDefault empty where a value must be given
     */
    record DeclaredParam(
            String owner,
            String name,
            String type,
            String description,
            String shownDefault,
            String file,
            int line,
            int column) {}

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            texts(out, deployFiles);
            texts(out, files);
            out.writeInt(parameters.size());
            for (DeclaredParam param : parameters) {
                for (String text : List.of(
                        param.owner, param.name, param.type, param.description, param.shownDefault, param.file)) {
                    out.writeUTF(text);
                }
                out.writeInt(param.line);
                out.writeInt(param.column);
            }
            out.writeInt(classes.size());
            for (Map.Entry<String, byte[]> type : classes.entrySet()) {
                out.writeUTF(type.getKey());
                out.writeInt(type.getValue().length);
                out.write(type.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void texts(DataOutputStream out, Map<String, String> texts) throws IOException {
        out.writeInt(texts.size());
        for (Map.Entry<String, String> text : texts.entrySet()) {
            out.writeUTF(text.getKey());
            out.writeUTF(text.getValue());
        }
    }

    static Image of(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        Map<String, String> deployFiles = texts(in);
        Map<String, String> files = texts(in);
        List<DeclaredParam> parameters = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            parameters.add(new DeclaredParam(
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readInt(),
                    in.readInt()));
        }
        Map<String, byte[]> classes = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            classes.put(in.readUTF(), in.readNBytes(in.readInt()));
        }
        return new Image(deployFiles, files, parameters, classes);
    }

    private static Map<String, String> texts(DataInputStream in) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.put(in.readUTF(), in.readUTF());
        }
        return texts;
    }
}
