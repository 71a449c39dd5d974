/** The shop itself. */
class Shop extends Library {

    /** A recipe: what the shop is configured with. */
    void configure(String version) {
        files.file('/srv/shop/version', content: "$version\n", mode: '0644')
        note("release $version")
    }

    /**
     * A line in the shop's log of changes.
     * @param text what has happened
     */
    @Operation
    void note(String text) {
        files.line('/srv/shop/changes', text)
    }
}
