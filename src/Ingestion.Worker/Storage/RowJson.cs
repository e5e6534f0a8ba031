using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ingestion.Worker.Storage;

/// <summary>Writes JSON for rows: UTF-8 with the letters of all languages readable. Keeps a writer for each thread.</summary>
internal sealed class RowJson
{
    [ThreadStatic]
    private static RowJson? own;

    private readonly ArrayBufferWriter<byte> written = new(1024);
    private readonly Utf8JsonWriter writer;

    private RowJson() =>
        writer = new Utf8JsonWriter(written, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    /// <summary>The one value that <paramref name="write"/> makes of <paramref name="content"/>.</summary>
    public static byte[] Write<T>(T content, Action<Utf8JsonWriter, T> write)
    {
        var json = own ??= new RowJson();
        json.written.ResetWrittenCount();
        json.writer.Reset();
        write(json.writer, content);
        json.writer.Flush();
        return json.written.WrittenSpan.ToArray();
    }
}
