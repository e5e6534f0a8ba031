using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Ingestion.Classifier.Features;

namespace Ingestion.Classifier.Models;

/// <summary>
/// A model as bytes, little-endian: "ICLM", version of this form, of the features and of the lanes (one byte each), a zero, the seed, the length of the
/// description and the description (UTF-8); scales, start, dense weights, calibration, review thresholds and the scale of the words' numbers as floats; the words
/// (four bytes each) and their numbers; the hashed weights; and a SHA-256 of all before it.
/// </summary>
internal static class ModelFile
{
    private const int Form = 2;
    private const int HeadSize = 16;
    private const int MaxDescription = 64 * 1024;
    private static readonly byte[] Magic = [(byte)'I', (byte)'C', (byte)'L', (byte)'M', Form, FeatureReader.Version, Lanes.Version, 0];

    public static void Write(ClassifierModel model, Stream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Put(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            stream.Write(bytes);
        }

        var description = Encoding.UTF8.GetBytes(model.Description);
        Span<byte> head = stackalloc byte[HeadSize];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], model.Seed);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], description.Length);
        Put(head);
        Put(description);
        foreach (var values in Floats(model.Table.Scales, model.Table.Start, model.Table.Dense, model.Calibration, [model.Words.Scale]))
        {
            Put(MemoryMarshal.AsBytes(values.AsSpan()));
        }

        Put(MemoryMarshal.AsBytes(model.Words.Words.AsSpan()));
        Put(MemoryMarshal.AsBytes(model.Words.Rows.Span));
        Put(MemoryMarshal.AsBytes(model.Table.Hashed.Span));
        stream.Write(hash.GetHashAndReset());
    }

    /// <exception cref="InvalidDataException">It is no model, of another version, or damaged.</exception>
    public static ClassifierModel Read(Stream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Take(Span<byte> bytes)
        {
            if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            {
                throw new InvalidDataException("the model file ends too early");
            }

            hash.AppendData(bytes);
        }

        var model = Read(Take, length =>
        {
            var rows = new sbyte[length];
            Take(MemoryMarshal.AsBytes(rows.AsSpan()));
            return rows;
        });
        var sum = new byte[SHA256.HashSizeInBytes];
        if (stream.ReadAtLeast(sum, sum.Length, throwOnEndOfStream: false) < sum.Length || !hash.GetHashAndReset().AsSpan().SequenceEqual(sum))
        {
            throw new InvalidDataException("the model file is damaged: its checksum differs");
        }

        return model;
    }

    /// <summary>The library's own model, which is as sound as the library: its sum is not checked, and its rows stay where they are.</summary>
    public static ClassifierModel ReadOwn(UnmanagedMemoryStream resource) => Read(resource.ReadExactly, length => new MappedRows(resource, length).Memory);

    private static ClassifierModel Read(TakeBytes take, Func<int, ReadOnlyMemory<sbyte>> takeRows)
    {
        Span<byte> head = stackalloc byte[HeadSize];
        take(head);
        if (!head.StartsWith(Magic.AsSpan(0, 4)))
        {
            throw new InvalidDataException("this is no classifier model");
        }

        if (!head.StartsWith(Magic))
        {
            throw new InvalidDataException("this model was made for another version: train it again");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(head[12..]);
        if (length is < 0 or > MaxDescription)
        {
            throw new InvalidDataException("the model file is damaged");
        }

        var description = new byte[length];
        take(description);
        var (scales, start, dense) = (new float[Lanes.Count], new float[Lanes.Count], new float[DenseFeatures.Count * Lanes.Count]);
        var calibration = new Calibration();
        var scale = new float[1];
        foreach (var values in Floats(scales, start, dense, calibration, scale))
        {
            take(MemoryMarshal.AsBytes(values.AsSpan()));
        }

        var known = new uint[WordVectors.Slots];
        take(MemoryMarshal.AsBytes(known.AsSpan()));
        if (!known.AsSpan().Contains(Stems.None))
        {
            throw new InvalidDataException("the model file holds more words than it has slots for");
        }

        var words = new WordVectors(takeRows(WordVectors.Bytes)) { Words = known, Scale = scale[0] };
        var table = new LaneTable(takeRows(LaneTable.Bytes)) { Scales = scales, Start = start, Dense = dense };
        return new ClassifierModel(table, words, calibration, BinaryPrimitives.ReadInt32LittleEndian(head[8..]), Encoding.UTF8.GetString(description));
    }

    private static float[][] Floats(float[] scales, float[] start, float[] dense, Calibration calibration, float[] scaleOfWords) =>
        [scales, start, dense, calibration.Values, calibration.ReviewBelow, scaleOfWords];

    private delegate void TakeBytes(Span<byte> bytes);
}
